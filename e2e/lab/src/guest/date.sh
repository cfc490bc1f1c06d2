#!/bin/sh
# In the place of date, for a host whose clock is wrong by @SECONDS@. A question about another time than now is none of it.
for word; do
  case $word in
  -d* | --date* | -r* | --reference* | -f* | --file* | -s* | --set*) exec /usr/lib/lab-look/date "$@" ;;
  esac
done
now=$(/usr/lib/lab-look/date +%s.%N)
exec /usr/lib/lab-look/date -d "@$((${now%.*} + @SECONDS@)).${now#*.}" "$@"
