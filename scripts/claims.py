"""Look into the store: claims, their history and merges; export, withdraw,
reinstate, merge, unmerge."""

import sys
from pathlib import Path

if __name__ == "claims":
    # A running script's folder comes first on its path, so that `import claims` of any script
    # here finds this file: let the package pass.
    sys.path.remove(str(Path(__file__).parent))
    del sys.modules["claims"]
    import claims  # noqa: F401
elif __name__ == "__main__":
    from scripts.claim_commands import main

    main()
