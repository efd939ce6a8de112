"""Where the information of one claim came from, and how many independent origins that makes."""
