package wording

import (
	"iter"
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

// listRule is the office's rule with its lists made ready to be asked.
type listRule struct {
	*form.ListRule
	counters []counter
	heads    []rune          // the characters that a counter may begin with
	longest  int             // bytes of a counter
	known    map[string]bool // names of places
	notNames map[string]bool
}

type counter struct {
	text string
	kind countKind
}

func newListRule(f *form.ListRule) listRule {
	r := listRule{ListRule: f, known: map[string]bool{}, notNames: map[string]bool{}}
	add := func(text string, kind countKind) {
		first, _ := utf8.DecodeRuneInString(text)
		r.counters = append(r.counters, counter{text, kind})
		if !slices.Contains(r.heads, first) {
			r.heads = append(r.heads, first)
		}
		r.longest = max(r.longest, len(text))
	}
	for _, c := range f.Places {
		add(c, ofPlaces)
	}
	for _, c := range f.Things {
		add(c, ofThings)
	}
	add(person, ofPersons)
	for _, name := range f.Names {
		r.known[name] = true
	}
	for _, word := range f.NotNames {
		r.notNames[word] = true
	}
	return r
}

// counts finds every count in the text. A number that is only about right (약 10개소) is none.
func (r *listRule) counts(text string) (out []count) {
	for at := 0; at < len(text); {
		if !digit(text[at]) {
			at++
			continue
		}
		from := at
		for at < len(text) && (digit(text[at]) || text[at] == ',' && at+1 < len(text) && digit(text[at+1])) {
			at++
		}
		counter, kind, ok := r.counterAt(text[at:])
		if !ok || !countable(text[:from]) {
			continue
		}
		if n, err := strconv.Atoi(strings.ReplaceAll(text[from:at], ",", "")); err == nil && n != 0 {
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
func (r *listRule) counterAt(text string) (length int, kind countKind, ok bool) {
	head, _ := utf8.DecodeRuneInString(text[min(blanks(text), maxBlanks):])
	if !slices.Contains(r.heads, head) {
		return 0, 0, false
	}
	start := text[:min(len(text), r.longest+maxBlanks)]
	joined := strings.Replace(start, " ", "", maxBlanks)
	for _, c := range r.counters {
		if !strings.HasPrefix(joined, c.text) {
			continue
		}
		at := len(c.text)
		for i, left := 0, maxBlanks; i < at && left > 0; i++ {
			if text[i] == ' ' {
				at, left = at+1, left-1
			}
		}
		if next, _ := utf8.DecodeRuneInString(text[at:]); at < len(text) && unicode.IsLetter(next) && !strings.ContainsRune(particles, next) {
			continue
		}
		if at > length {
			length, kind, ok = at, c.kind, true
		}
	}
	return length, kind, ok
}

// maxBlanks may stand inside a counter: 개 시 군.
const maxBlanks = 2

// blanks counts the blanks that the text begins with.
func blanks(text string) (n int) {
	for n < len(text) && text[n] == ' ' {
		n++
	}
	return n
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
func cut(text string, from, to int, separates func(rune) bool) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		start := from
		for i, r := range unbracketed(text, from, to) {
			if !separates(r) {
				continue
			}
			if !yield(trimmed(text, start, i)) {
				return
			}
			start = i + utf8.RuneLen(r)
		}
		yield(trimmed(text, start, to))
	}
}

// unbracketed are the characters of [from, to) outside brackets, with their places in the text.
func unbracketed(text string, from, to int) iter.Seq2[int, rune] {
	return func(yield func(int, rune) bool) {
		depth := 0
		for i, r := range text[from:to] {
			switch {
			case r == '(':
				depth++
			case r == ')':
				depth--
			case depth == 0 && !yield(from+i, r):
				return
			}
		}
	}
}

// trimmed is [from, to) of the text without blanks round it.
func trimmed(text string, from, to int) entry {
	for from < to && text[from] == ' ' {
		from++
	}
	for from < to && text[to-1] == ' ' {
		to--
	}
	return entry{name: text[from:to], from: from, to: to}
}

func comma(r rune) bool { return r == ',' || r == '，' || r == '、' }
func slash(r rune) bool { return r == '/' }
func colon(r rune) bool { return r == ':' || r == '：' }

// names reads [from, to) of the text as a list of names; ok is false where any entry is
// none, or where the list says that it is not complete.
func (r *listRule) names(text string, from, to int) (l list, ok bool) {
	for e := range cut(text, from, to, comma) {
		if !r.name(&e) {
			return list{}, false
		}
		if r.place(e.name) {
			l.places++
		}
		l.entries = append(l.entries, e)
	}
	return l, true
}

// name takes the note off an entry and reports whether what is left can be a name in a
// complete list.
func (r *listRule) name(e *entry) bool {
	if note := strings.IndexByte(e.name, '('); note > 0 && strings.HasSuffix(e.name, ")") {
		if e.note = strings.Trim(e.name[note:], "()"); r.open(e.note) {
			return false
		}
		e.name = strings.TrimSpace(e.name[:note])
		e.to = e.from + len(e.name)
	}
	return r.nameLike(e.name)
}

// ofPlaces reports whether the list clearly is one of places: most entries are known.
func (l list) ofPlaces() bool { return l.places > 0 && 2*l.places >= len(l.entries) }

// sameKind reports whether the names of the list end alike: 무주정수장, 무풍정수장. Others may
// be fields of work.
func (l list) sameKind() bool {
	ending := func(e entry) string {
		_, last := utf8.DecodeLastRuneInString(e.name)
		_, before := utf8.DecodeLastRuneInString(e.name[:len(e.name)-last])
		return e.name[len(e.name)-last-before:]
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
	seen := make(map[string]int, len(l.entries))
	for i, e := range l.entries {
		if at, ok := seen[e.name]; ok {
			if before := l.entries[at]; before.note == "" || e.note == "" || before.note == e.note {
				return before, e, true
			}
		}
		seen[e.name] = i
	}
	return entry{}, entry{}, false
}

// nameLike reports whether a word can be a name: letters in one piece, of a name's length.
func (r *listRule) nameLike(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsLetter(first) || digit(word[len(word)-1]) || strings.HasSuffix(word, person) {
		return false
	}
	n := 0
	for _, c := range word {
		if n++; n > 12 || !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return n >= 2 && !r.open(word) && !r.notNames[word]
}

func (r *listRule) open(word string) bool {
	return slices.ContainsFunc(r.Open, func(o string) bool { return strings.HasSuffix(word, o) })
}

// place reports whether the word is the name of a place: a known one, or one with 구, 시, 군 ….
func (r *listRule) place(word string) bool {
	if r.known[word] {
		return true
	}
	for _, ending := range r.Endings {
		if stem, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(stem) >= 2 {
			return true
		}
	}
	return false
}

func digit(b byte) bool { return b >= '0' && b <= '9' }
