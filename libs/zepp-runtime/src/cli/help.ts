export const HELP = `zepp PACKAGE [options]

Runs a packaged Zepp OS v3 program (.zab, .zpk or a build folder) without a watch, on a clock that leaps.

The watch
  --device NAME      model by code or name (default balance); --devices lists them
  --engine NAME      v8 (default; fast, for programs you trust) or quickjs (contained, with figures at the end)
  --zone NAME        the watch's time zone, such as Europe/Berlin (default UTC)
  --language CODE    language of watch and phone, such as de-DE (default en-US)
  --start TIME       when its time begins, such as 2026-03-29T08:00 (default 2026-01-05T12:00)
  --seed N           seed of chance and link faults (default 1)

What happens
  --scenario FILE    senses, link, phone, clock … on a timeline, as JSON (docs/scenarios.md)
  --script FILE      what the wearer does, one step a line (docs/command.md); - reads standard input
  --for TIME         let time pass at the end, such as 90s or 2h (default 1s)

What you get
  --screenshot OUT   the screen at the end as .svg or .png
  --motor OUT        when the motor ran, as JSON
  --log OUT          every log line as one JSON object
  --quiet            no log lines on the terminal
  --strict           a program that logged an error ends the command with 4

Else
  --limit-s N        end the command after so many seconds of real time (default 120)
  --devices          print every known model
  --steps            print every step of a script
  --help             print this

Exit codes: 0 played to the end · 1 a script step could not be played · 2 asked wrongly · 3 the package cannot run on
that model · 4 the program failed (--strict, or ended by the engine) · 5 time limit · 6 the runtime itself failed

Example
  zepp hello.zab --device "GTR 4" --zone Europe/Berlin --script play.txt --screenshot end.png
  with a play.txt of:   tap "Start"
                        wait for "Done" within 2m
                        expect motor 2
`;
