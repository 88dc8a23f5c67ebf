"""Setting the weights on a data set, reproducibly: no randomness, and the same lines give the same weights.

The sentences' weights maximise the probability that one of the right sentences is chosen, where each is chosen with a
probability proportional to the exponential of its score (the marginal likelihood of a conditional logit); those of abstaining
are a logistic regression, both sides of it counting the same. Both are held near zero by the square of the weights.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from retrieval.answering.factoid.candidates import Numbers

#: how strongly weights are held near zero
PENALTY = 1e-3
STEPS = 400
#: the same for the probability, in questions' worth; and steps of Newton's method at most
RIDGE, NEWTON = 1.0, 50
#: right answers that the bot may withhold
SILENT = 0.1


def fit_choice(matrices: Sequence[Numbers], right: Sequence[Sequence[bool]], penalty: float = PENALTY) -> Numbers:
    """Return the weights of the features: a matrix a question, a row a sentence; those without a right one are passed over."""
    kept = [
        (matrix, np.asarray(labels, dtype=bool))
        for matrix, labels in zip(matrices, right, strict=True)
        if any(labels) and not all(labels)
    ]
    width = matrices[0].shape[1] if matrices else 0
    if not kept:
        return np.zeros(width)
    rows = np.vstack([matrix for matrix, _ in kept])
    labels = np.concatenate([one for _, one in kept])
    starts = np.cumsum([0, *(len(one) for _, one in kept[:-1])])
    owner = np.repeat(np.arange(len(kept)), [len(one) for _, one in kept])

    def gradient(weights: Numbers) -> Numbers:
        scores = rows @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        chosen = scores / np.add.reduceat(scores, starts)[owner]
        held = np.where(labels, chosen, 0.0)
        posterior = held / np.maximum(np.add.reduceat(held, starts)[owner], 1e-12)
        found: Numbers = rows.T @ (chosen - posterior) / len(kept) + 2 * penalty * weights
        return found

    return _descend(gradient, width)


def fit_probability(evidence: Sequence[Mapping[str, float]], right: Sequence[bool]) -> tuple[dict[str, float], float]:
    """Return the weights of the probability that the first sentence is right, and that below which to abstain.

    A logistic regression, by Newton's method with a ridge penalty, without balance: of answers at .8 about eight in ten are
    right.
    """
    names = list(evidence[0])
    rows = np.array([[one[name] for name in names] for one in evidence])
    is_right = np.asarray(right, dtype=np.float64)
    ridge = np.diag(np.where(np.array(names) == "bias", 1e-6, RIDGE))
    weights = np.zeros(len(names))
    for _ in range(NEWTON):
        sure = 1 / (1 + np.exp(-np.clip(rows @ weights, -50, 50)))
        slope = rows.T @ (is_right - sure) - ridge @ weights
        curve = (rows * (sure * (1 - sure))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-8:
            break
    sure = 1 / (1 + np.exp(-np.clip(rows @ weights, -50, 50)))
    least = float(np.quantile(sure[is_right > 0], SILENT)) if is_right.any() else 0.5
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}, round(least, 3)


def _descend(gradient: Callable[[Numbers], Numbers], width: int, steps: int = STEPS) -> Numbers:
    """Follow the gradient with steps after Barzilai and Borwein (1988), which need no line search."""
    weights = np.zeros(width)
    slope = gradient(weights)
    size = 0.5
    for _ in range(steps):
        after = weights - size * slope
        changed = gradient(after)
        moved, turned = after - weights, changed - slope
        curve = float(moved @ turned)
        size = min(20.0, float(moved @ moved) / curve) if curve > 1e-15 else size
        weights, slope = after, changed
        if float(np.abs(slope).max()) < 1e-6:
            break
    return weights
