package wording

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/form"
)

// entry is one name of a list, with its place in the item's text.
type entry struct {
	name     string
	note     string // in brackets behind the name: 동대문(재신청)
	from, to int
}

// list is what stands between two brackets or behind a colon, cut at its commas.
type list struct {
	entries []entry
	places  int // entries that are names of places
}

// count is a number with its counter: 9개 자치구.
type count struct {
	n        int
	counter  string // as typed
	kind     countKind
	from, to int
	loose    bool // a particle is tied to it (9개 자치구에서): of what stands behind it nothing is known
}

type countKind int

const (
	ofPlaces countKind = iota
	ofThings
	ofPersons
)

const person = "명"

// counts finds every count in the text. A number that is only about right (약 10개소) is none.
func counts(rule *form.ListRule, text string) (out []count) {
	for at := 0; at < len(text); {
		if !digit(text[at]) {
			at++
			continue
		}
		from := at
		for at < len(text) && (digit(text[at]) || text[at] == ',' && at+1 < len(text) && digit(text[at+1])) {
			at++
		}
		n, err := strconv.Atoi(strings.ReplaceAll(text[from:at], ",", ""))
		if err != nil || n == 0 || !countable(text[:from]) {
			continue
		}
		if counter, kind, ok := counterAt(rule, text[at:]); ok {
			next, _ := utf8.DecodeRuneInString(text[at+counter:])
			out = append(out, count{n, strings.TrimSpace(text[at : at+counter]), kind, from, at + counter, unicode.IsLetter(next)})
			at += counter
		}
	}
	return out
}

// countable looks at what stands before a number.
func countable(before string) bool {
	trimmed := strings.TrimRight(before, " ")
	for _, word := range []string{"약", "최대", "최소", "평균", "각", "외", "매년", "연", ".", ",", "-", "~", "∼", "～", "/", "*", "×", "제"} {
		if strings.HasSuffix(trimmed, word) && (word != "," || trimmed == before) {
			return false
		}
	}
	return true
}

// counterAt is the length of the longest counter that the text begins with, blanks allowed
// inside it. It must end there: 개구 is none in 개구역.
func counterAt(rule *form.ListRule, text string) (length int, kind countKind, ok bool) {
	try := func(counter string, k countKind) {
		at, blanks := 0, 0
		for _, r := range counter {
			for at < len(text) && text[at] == ' ' && blanks < 2 {
				at, blanks = at+1, blanks+1
			}
			if !strings.HasPrefix(text[at:], string(r)) {
				return
			}
			at += utf8.RuneLen(r)
		}
		if next, _ := utf8.DecodeRuneInString(text[at:]); at < len(text) && unicode.IsLetter(next) && !strings.ContainsRune(particles, next) {
			return
		}
		if at > length {
			length, kind, ok = at, k, true
		}
	}
	for _, c := range rule.Places {
		try(c, ofPlaces)
	}
	for _, c := range rule.Things {
		try(c, ofThings)
	}
	try(person, ofPersons)
	return length, kind, ok
}

// particles that are tied to a count.
const particles = "와과를을에의은는이가로"

// No list nests deeper or is longer; the limits keep a text of brackets alone cheap.
const (
	maxBracketDepth = 3
	maxBracketBytes = 4096
)

// bracket finds the closing bracket of the opening one at the offset, or -1.
func bracket(text string, open int) int {
	depth := 0
	for i := open; i < min(len(text), open+maxBracketBytes); i++ {
		switch text[i] {
		case '(':
			if depth++; depth > maxBracketDepth {
				return -1
			}
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// cut splits [from, to) of the text at the separators that stand outside brackets.
func cut(text string, from, to int, separators string) (parts []entry) {
	depth, start := 0, from
	add := func(end int) {
		a, b := start, end
		for a < b && text[a] == ' ' {
			a++
		}
		for a < b && text[b-1] == ' ' {
			b--
		}
		parts = append(parts, entry{name: text[a:b], from: a, to: b})
	}
	for i, r := range text[from:to] {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case depth == 0 && strings.ContainsRune(separators, r):
			add(from + i)
			start = from + i + utf8.RuneLen(r)
		}
	}
	add(to)
	return parts
}

const commas = ",，、"

// names reads [from, to) of the text as a list of names; ok is false where any entry is
// none, or where the list says that it is not complete.
func names(rule *form.ListRule, text string, from, to int) (l list, ok bool) {
	for _, e := range cut(text, from, to, commas) {
		if note := strings.IndexByte(e.name, '('); note > 0 && strings.HasSuffix(e.name, ")") {
			if e.note = strings.Trim(e.name[note:], "()"); open(rule, e.note) {
				return list{}, false
			}
			e.name = strings.TrimSpace(e.name[:note])
			e.to = e.from + len(e.name)
		}
		if !nameLike(rule, e.name) {
			return list{}, false
		}
		if place(rule, e.name) {
			l.places++
		}
		l.entries = append(l.entries, e)
	}
	return l, true
}

// ofPlaces reports whether the list clearly is one of places: most entries are known.
func (l list) ofPlaces() bool { return l.places > 0 && 2*l.places >= len(l.entries) }

// sameKind reports whether the names of the list end alike: 무주정수장, 무풍정수장. Others may
// be fields of work.
func (l list) sameKind() bool {
	ending := func(e entry) string {
		r := []rune(e.name)
		return string(r[max(len(r)-2, 0):])
	}
	return !slices.ContainsFunc(l.entries, func(e entry) bool { return ending(e) != ending(l.entries[0]) })
}

// fits reports whether the list can name what is counted: 읍ㆍ면ㆍ동 are no 시ㆍ군ㆍ구.
func (l list) fits(c count) bool {
	const small = "읍면동"
	last := func(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }
	if !strings.ContainsRune(small, last(c.counter)) {
		return true
	}
	return !slices.ContainsFunc(l.entries, func(e entry) bool { return !strings.ContainsRune(small, last(e.name)) })
}

// twice is an entry that stands in the list before, unless their notes tell them apart;
// ok is false where there is none.
func (l list) twice() (first, second entry, ok bool) {
	seen := map[string]entry{}
	for _, e := range l.entries {
		if before, ok := seen[e.name]; ok && (before.note == "" || e.note == "" || before.note == e.note) {
			return before, e, true
		}
		seen[e.name] = e
	}
	return entry{}, entry{}, false
}

// nameLike reports whether a word can be a name: letters in one piece, of a name's length.
func nameLike(rule *form.ListRule, word string) bool {
	n := utf8.RuneCountInString(word)
	if n < 2 || n > 12 || open(rule, word) || slices.Contains(rule.NotNames, word) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(first) && strings.IndexFunc(word, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) < 0 && !strings.HasSuffix(word, person) && !digit(word[len(word)-1])
}

func open(rule *form.ListRule, word string) bool {
	return slices.ContainsFunc(rule.Open, func(o string) bool { return strings.HasSuffix(word, o) })
}

// place reports whether the word is the name of a place: a known one, or one with 구, 시, 군 ….
func place(rule *form.ListRule, word string) bool {
	if slices.Contains(rule.Names, word) {
		return true
	}
	for _, ending := range rule.Endings {
		if stem, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(stem) >= 2 {
			return true
		}
	}
	return false
}

func digit(b byte) bool { return b >= '0' && b <= '9' }
