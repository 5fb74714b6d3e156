"""Recount reads many reports of one unfolding crisis and keeps the count: Arrow tables in and out.

What each function takes and gives stands in `__init__.pyi`; the tables and their columns in `docs/arrow.md`.
"""

import os as _os
import sys as _sys

from ._recount import (
    BUILD,
    Ledger,
    RecountError,
    RecountWarning,
    Workspace,
    extract,
    figures,
    read,
    read_in_children as _read_in_children,
    reconcile,
)

__all__ = ["BUILD", "Ledger", "RecountError", "RecountWarning", "Workspace", "extract", "figures", "read", "reconcile"]

# Documents that libraries take apart (PDF, Word, sheets) are read in processes of their own, with limits, so that none can end this one.
if _sys.executable:
    _reader = _os.path.join(_os.path.dirname(_os.path.abspath(__file__)), "_reader.py")
    _read_in_children(_sys.executable, [_reader])
