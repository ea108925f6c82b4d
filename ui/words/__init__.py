"""Sentences and labels for everything that has a code, in the interface's language."""

from ui.words.errors import by_code, detail, error
from ui.words.happenings import event, offline, read_only
from ui.words.names import (
    act_state,
    feature,
    feature_names,
    features,
    field,
    induction,
    kind,
    lab_class,
    mode,
    operation,
    rate,
    resource_state,
    standing,
    units,
)
from ui.words.offers import offer
from ui.words.problems import problem, problems, resource_name

__all__ = [
    "act_state",
    "by_code",
    "detail",
    "error",
    "event",
    "feature",
    "feature_names",
    "features",
    "field",
    "induction",
    "kind",
    "lab_class",
    "mode",
    "offer",
    "offline",
    "operation",
    "problem",
    "problems",
    "rate",
    "read_only",
    "resource_name",
    "resource_state",
    "standing",
    "units",
]
