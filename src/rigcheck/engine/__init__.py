"""From a parts list to a report: matching, derived facts, rules, verdict. Nothing here knows a terminal."""
