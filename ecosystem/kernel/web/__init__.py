"""What every page needs: languages, sessions, forms, errors, headers, panels."""
