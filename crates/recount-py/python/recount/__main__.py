"""`python -m recount`: the command."""

import sys

from recount._command import main

sys.argv[0] = "recount"
main()
