package main

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

// kind is a sort of project, as kinds/*.txt tell it: a text with blanks, filled for each
// instance. The fields are those of the source format; see kinds/README.txt.
type kind struct {
	id     string
	fields map[string]string
}

//go:embed kinds
var kindFiles embed.FS

var fieldLine = regexp.MustCompile(`^([a-z]+):\s*(.*)$`)

// kinds reads them all, in the order of files and lines.
func kinds() (out []kind, err error) {
	entries, err := kindFiles.ReadDir("kinds")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.Name() == "README.txt" {
			continue
		}
		text, err := kindFiles.ReadFile("kinds/" + e.Name())
		if err != nil {
			return nil, err
		}
		field := ""
		for n, line := range strings.Split(string(text), "\n") {
			if id, ok := strings.CutPrefix(line, "=== "); ok {
				out = append(out, kind{id, map[string]string{}})
			} else if m := fieldLine.FindStringSubmatch(line); m != nil && len(out) > 0 {
				field = m[1]
				out[len(out)-1].fields[field] = m[2]
			} else if strings.TrimSpace(line) != "" {
				if len(out) == 0 || field == "" {
					return nil, fmt.Errorf("%s:%d: %q", e.Name(), n+1, line)
				}
				f := out[len(out)-1].fields
				f[field] = strings.TrimPrefix(f[field]+"\n"+line, "\n")
			}
		}
	}
	return out, nil
}

// filler fills the blanks of one instance:
//
//	<이름=20~60/5>  a number from 20 to 60 in steps of 5, kept under the name
//	<이름>          what is kept: a number so drawn, or a text such as 곳
//	<가|나|다>      one of these
type filler struct {
	rng   *rand.Rand
	words map[string]string
	// lever is the number that the 추경 changes, and by how many of 100.
	lever  string
	change int
	// drawn are the numbers as first drawn, without the change. Where a text is filled anew for
	// each year (yearly), they grow or shrink a little from one to the next and do not jump.
	drawn  map[string]int64
	yearly bool
}

var (
	blank = regexp.MustCompile(`<([^<>]+)>`)
	draw  = regexp.MustCompile(`^(.+)=([0-9,]+)~([0-9,]+)(?:/([0-9,]+))?$`)
	josa  = regexp.MustCompile(`([가-힣])\)?(을/를|이/가|은/는|과/와|으로/로)`)
)

func (f *filler) fill(text string) string {
	text = blank.ReplaceAllStringFunc(text, func(b string) string {
		b = b[1 : len(b)-1]
		if m := draw.FindStringSubmatch(b); m != nil {
			lo, hi, step := number(m[2]), number(m[3]), max(number(m[4]), 1)
			n := lo + step*f.rng.Int64N((hi-lo)/step+1)
			if last, ok := f.drawn[m[1]]; ok && f.yearly {
				n = max((last*int64(93+f.rng.IntN(16))/100+step/2)/step*step, step)
			}
			f.drawn[m[1]] = n
			if m[1] == f.lever && !f.yearly {
				n = max((n*int64(100+f.change)/100+step/2)/step*step, step)
			}
			f.words[m[1]] = grouped(n)
			return f.words[m[1]]
		}
		if choices := strings.Split(b, "|"); len(choices) > 1 {
			return choices[f.rng.IntN(len(choices))]
		}
		word, ok := f.words[b]
		if !ok {
			panic("no such blank: " + b)
		}
		return word
	})
	return particles(text)
}

// particles chooses the one that goes with the syllable before it: 도로을/를 -> 도로를.
func particles(text string) string {
	return josa.ReplaceAllStringFunc(text, func(s string) string {
		m := josa.FindStringSubmatch(s)
		final := ([]rune(m[1])[0] - '가') % 28
		with, without, _ := strings.Cut(m[2], "/")
		const rieul = 8
		if final == 0 || final == rieul && with == "으로" {
			with = without
		}
		return strings.TrimSuffix(s, m[2]) + with
	})
}

func number(text string) int64 {
	n, _ := strconv.ParseInt(strings.ReplaceAll(text, ",", ""), 10, 64)
	return n
}

// grouped is 12,000.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
