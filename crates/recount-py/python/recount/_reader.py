"""Started by the package, not imported: reads documents for the process that started it, and ends with it."""

import _recount

_recount.read_for_parent()
