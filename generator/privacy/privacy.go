// Package privacy searches finished files for personal data. It takes the bytes of a file
// as it is going to be published, opens what is compressed in them, and says where one of
// the given names or telephone numbers stands as a word of its own. It knows nothing of
// how the files were made, and so cannot share a fault with what made them.
package privacy

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Search looks for a set of names and numbers, in many files at once.
type Search struct {
	words   map[string]int      // name without spaces: its number
	lengths map[rune][]int      // first letter of names: how many letters they have
	hangul  ['힣' - '가' + 1]bool // the same, for what nearly all names begin with
	ascii   [utf8.RuneSelf]bool // the same
	numbers map[string]int      // digits of a telephone number, from the 0 of the area code on
	local   map[string]int      // the same without the area code, 320-0000
	plain   []exact             // whatever else: sought as it stands
}

type exact struct {
	text []byte
	id   int
}

// maxName is the longest name, in bytes, that is sought letter by letter.
const maxName = 60

// Hit is a place where a datum was found.
type Hit struct {
	ID     int    // as [Search.Name] or [Search.Phone] was told
	Part   string // of the file, for people: "본문", "xl/sharedStrings.xml"
	Around string // the text there
}

// New searches for nothing yet.
func New() *Search {
	return &Search{words: map[string]int{}, lengths: map[rune][]int{}, numbers: map[string]int{}, local: map[string]int{}}
}

// Name adds a person's name.
func (s *Search) Name(name string, id int) {
	key := strings.Join(strings.Fields(name), "")
	if len(key) > maxName || strings.ContainsFunc(key, func(r rune) bool { return !letter(r) }) {
		s.exact(name, id)
		return
	}
	n := utf8.RuneCountInString(key)
	if n < 2 {
		return // a single letter is nobody's name, and stands everywhere
	}
	if _, known := s.words[key]; known {
		return
	}
	s.words[key] = id
	first, _ := utf8.DecodeRuneInString(key)
	switch {
	case first < utf8.RuneSelf:
		s.ascii[first] = true
	case '가' <= first && first <= '힣':
		s.hangul[first-'가'] = true
	}
	if !slices.Contains(s.lengths[first], n) {
		s.lengths[first] = append(s.lengths[first], n)
	}
}

// Phone adds a telephone number, or several with commas or slashes between.
func (s *Search) Phone(phone string, id int) {
	for _, one := range Phones(phone) {
		switch {
		case len(one) >= 9 && one[0] == '0':
			keep(s.numbers, one, id)
			area := 3
			if one[1] == '2' { // Seoul alone has two digits
				area = 2
			}
			if one[1] != '1' { // a mobile number is never cut short
				keep(s.local, one[area:], id)
			}
		case len(one) >= 7:
			keep(s.local, one, id)
		case strings.TrimSpace(phone) != one: // an extension alone, with a word: 내선 1234
			s.exact(phone, id)
		}
	}
}

func keep(m map[string]int, key string, id int) {
	if _, known := m[key]; !known {
		m[key] = id
	}
}

// Phones are the digits of each number in a text, however it is written.
func Phones(text string) (all []string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",/;~", r) }) {
		digits := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, part)
		if strings.HasPrefix(strings.TrimSpace(part), "+82") {
			digits = "0" + strings.TrimPrefix(digits[2:], "0")
		}
		if digits != "" {
			all = append(all, digits)
		}
	}
	return all
}

func (s *Search) exact(text string, id int) {
	if text = strings.TrimSpace(text); utf8.RuneCountInString(text) > 1 {
		s.plain = append(s.plain, exact{[]byte(text), id})
	}
}

// File searches a file: its name, and all that is in it.
func (s *Search) File(name string, data []byte) ([]Hit, error) {
	hits := s.text("파일 이름", []byte(name))
	var found []Hit
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		found, err = s.pdf(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		found, err = s.zip(data)
	default:
		found = s.text("글", data)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return append(hits, found...), nil
}

// text searches a text, once for each datum.
func (s *Search) text(part string, text []byte) (hits []Hit) {
	s.Each(text, func(from, to, id int) {
		for _, h := range hits {
			if h.ID == id {
				return
			}
		}
		hits = append(hits, Hit{id, part, around(text, from, to)})
	})
	return hits
}

// Mask puts ○ in place of every letter and digit of the data found in a text.
func (s *Search) Mask(text []byte) []byte {
	var out []byte
	done := 0
	s.Each(text, func(from, to, _ int) {
		if from < done {
			return
		}
		out = append(out, text[done:from]...)
		for _, r := range string(text[from:to]) {
			if letter(r) {
				r = '○'
			}
			out = utf8.AppendRune(out, r)
		}
		done = to
	})
	return append(out, text[done:]...)
}

// around is the hit with a little of the text on both sides, on one line.
func around(text []byte, from, to int) string {
	const reach = 12
	start, end := from, to
	for range reach {
		_, n := utf8.DecodeLastRune(text[:start])
		start -= n
		_, n = utf8.DecodeRune(text[end:])
		end += n
	}
	// An element's marks say nothing to a clerk: what is left of them before and behind is cut.
	if i := bytes.LastIndexByte(text[start:from], '>'); i >= 0 {
		start += i + 1
	}
	if i := bytes.IndexByte(text[to:end], '<'); i >= 0 {
		end = to + i
	}
	return strings.Join(strings.FieldsFunc(string(bytes.ToValidUTF8(text[start:end], nil)), func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
}
