"""Features by name: each is a function of what was counted or read, and a weight of the same name says what it adds."""

from collections.abc import Callable
from typing import Generic, TypeVar

from retrieval.answering.factoid.candidates import Numbers

Given = TypeVar("Given")


class Registry(dict[str, Callable[[Given], Numbers]], Generic[Given]):
    """The features of one kind by their names, in the order in which they were registered.

    >>> import numpy as np
    >>> lengths: Registry[list[str]] = Registry()
    >>> @lengths.register("long")
    ... def long(texts: list[str]) -> Numbers:
    ...     return np.array([float(len(text) > 3) for text in texts])
    >>> {name: feature(["map", "atlas"]).tolist() for name, feature in lengths.items()}
    {'long': [0.0, 1.0]}
    """

    def register(self, name: str) -> Callable[[Callable[[Given], Numbers]], Callable[[Given], Numbers]]:
        """Register the function below under a name; raise ValueError where the name is taken."""

        def registered(feature: Callable[[Given], Numbers]) -> Callable[[Given], Numbers]:
            if name in self:
                raise ValueError(f"the feature {name} is registered twice")
            self[name] = feature
            return feature

        return registered
