#!/bin/sh
# catalogues.sh AGENT: fails when a sentence marked by tr() in the agent's source is missing from a
# catalogue, is fuzzy or untranslated, is in one without being in the source, or lost a {placeholder}.
set -eu
agent=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find "$agent/dialog" "$agent/tray" -name '*.cc' | sort |
  xgettext --files-from=- --language=C++ --from-code=UTF-8 --keyword --keyword=tr --output="$work/all.pot"

failed=0
placeholders() { msgcat --no-wrap "$1" | sed -n "s/^$2 //p" | grep -n -o '{[a-z]*}' | sort -u; }
for catalogue in "$agent"/po/*.po; do
  name=$(basename "$catalogue")
  msgcmp "$catalogue" "$work/all.pot" || failed=1
  if msgcmp "$work/all.pot" "$catalogue" --use-untranslated 2>&1 | grep -v untranslated | grep .; then
    echo "$name: sentences that no source says"; failed=1
  fi
  if [ -n "$(msgattrib --only-obsolete "$catalogue")" ]; then
    echo "$name: obsolete sentences"; failed=1
  fi
  placeholders "$catalogue" msgid > "$work/asked"
  placeholders "$catalogue" msgstr > "$work/kept"
  diff "$work/asked" "$work/kept" || { echo "$name: a {placeholder} was lost or added"; failed=1; }
done
exit $failed
