"""Features by name: each is a function of what was counted or read, and a weight of the same name says what it adds."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

import numpy as np

from retrieval.answering.factoid.candidates import Numbers

Given = TypeVar("Given")


class Registry(Generic[Given]):
    """Features of one kind, in the order in which they were registered.

    >>> lengths: Registry[list[str]] = Registry()
    >>> @lengths.register("long")
    ... def long(texts: list[str]) -> Numbers:
    ...     return np.array([float(len(text) > 3) for text in texts])
    >>> lengths.score(["map", "atlas"], {"long": 2.0, "other": 9.0}).tolist()
    [0.0, 2.0]
    """

    def __init__(self) -> None:
        self._features: dict[str, Callable[[Given], Numbers]] = {}

    def register(self, name: str) -> Callable[[Callable[[Given], Numbers]], Callable[[Given], Numbers]]:
        """Register the function below under a name; raise ValueError where the name is taken."""

        def registered(feature: Callable[[Given], Numbers]) -> Callable[[Given], Numbers]:
            if name in self._features:
                raise ValueError(f"the feature {name} is registered twice")
            self._features[name] = feature
            return feature

        return registered

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the features."""
        return iter(self._features)

    def __getitem__(self, name: str) -> Callable[[Given], Numbers]:
        """Return the feature of a name."""
        return self._features[name]

    def values(self, given: Given, names: Mapping[str, float] | None = None) -> dict[str, Numbers]:
        """Return the value of each feature for each sentence, only those that `names` gives a weight where it is given."""
        return {
            name: np.asarray(feature(given), dtype=np.float64)
            for name, feature in self._features.items()
            if names is None or names.get(name)
        }

    def score(self, given: Given, weights: Mapping[str, float]) -> Numbers:
        """Return what the features add to each sentence's score: each value times the weight of its name."""
        values = self.values(given, weights)
        return sum((weights[name] * value for name, value in values.items()), start=np.zeros(1))
