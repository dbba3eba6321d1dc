"""Companies, institutes, funds, teams, individuals; their people; their verification."""
