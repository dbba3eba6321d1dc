"""Pure: profiles and past deals in; ranked, explained matches out. numpy and scipy, no Flask, no database."""
