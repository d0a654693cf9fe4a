# How the scripts speak to whoever runs them. Sourced.
say() { printf '== %s\n' "$*"; }
give_up() { printf 'error: %s\n' "$*" >&2; exit 1; }
