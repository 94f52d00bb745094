package privacy

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titles may stand before or after a name without a space: 과장김하늘, 김하늘주무관.
var titles = []string{"과장", "팀장", "주무관", "국장", "실장", "계장", "담당", "담당자", "담당관", "본부장", "소장", "단장", "센터장",
	"부장", "차장", "면장", "읍장", "동장", "서기관", "사무관", "주사", "주사보", "서기", "서기보", "연구사", "지도사", "님", "씨"}

// particles follow a name as part of its word: 김하늘은, 김하늘에게서.
var particles = slices.Concat(titles, []string{"은", "는", "이", "가", "을", "를", "의", "에", "에게", "에서", "서", "께", "께서", "한테", "과", "와", "랑", "도", "만",
	"로", "으로", "나", "이나", "라", "이라", "란", "이란", "인", "임", "며", "이며", "고", "이고", "까지", "부터", "보다", "처럼", "마저", "조차", "등", "외", "및",
	"입니다", "이다", "였", "이었", "습니다", "음", "함"})

// titleEnds are the last letters of titles.
var titleEnds = func() string {
	var ends strings.Builder
	for _, t := range titles {
		r, _ := utf8.DecodeLastRuneInString(t)
		ends.WriteRune(r)
	}
	return ends.String()
}()

// Kinds of ASCII characters.
const (
	mark = iota
	latin
	figure
)

// kinds are those of the characters up to 0x7F.
var kinds = func() (kinds [utf8.RuneSelf]uint8) {
	for c := range rune(utf8.RuneSelf) {
		switch {
		case digit(byte(c)):
			kinds[c] = figure
		case letter(c):
			kinds[c] = latin
		}
	}
	return kinds
}()

// hangul is the syllable that a text begins with; 0 where it begins with something else.
func hangul(text []byte) rune {
	if len(text) < 3 || text[0] < 0xEA || text[0] > 0xED || text[1]&0xC0 != 0x80 || text[2]&0xC0 != 0x80 {
		return 0
	}
	if r := rune(text[0]&0x0F)<<12 | rune(text[1]&0x3F)<<6 | rune(text[2]&0x3F); '가' <= r && r <= '힣' {
		return r
	}
	return 0
}

// letter reports whether a rune belongs to a word: letters and digits of any script.
func letter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	case '가' <= r && r <= '힣':
		return true
	case r == utf8.RuneError: // most of what is no text
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// joins reports whether a rune beside a name makes another word of it; a digit does not:
// 김하늘063-320-0000.
func joins(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 0 && kinds[r] == latin
	}
	return letter(r) && ('가' <= r && r <= '힣' || !unicode.IsDigit(r))
}

// Each calls found for every datum that stands in a text as a word of its own, in order of
// place.
//
// A name is a word of its own where no letter stands before it but those of a title, and
// none after it but those of titles and particles. Three letters and more may be spaced:
// 홍 길 동. So 정수 is found in "정수 주무관" and "정수가", and not in "정수장" or "재정수입".
func (s *Search) Each(text []byte, found func(from, to, id int)) {
	inWord := false
	var last rune
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r < utf8.RuneSelf { // most of a page's markup, and of a worksheet's
			if kinds[r] == mark {
				inWord, last = false, r
				i++
				continue
			}
			if kinds[r] == figure && !(last < utf8.RuneSelf && kinds[last] == figure) {
				s.number(text, i, found)
			}
		} else if syllable := hangul(text[i:]); syllable != 0 { // most of what is said
			if s.hangul[syllable-'가'] && (!inWord || afterTitle(text[:i], last)) {
				s.word(text, i, s.lengths[syllable], found)
			}
			inWord, last = true, syllable
			i += 3
			continue
		} else if i+1 == len(text) || text[i+1]&0xC0 != 0x80 { // half a letter: most of what is no text
			inWord, last = false, utf8.RuneError
			i++
			continue
		} else {
			r, n = utf8.DecodeRune(text[i:])
			if !letter(r) {
				inWord, last = false, r
				i += n
				continue
			}
		}
		if s.begins(r) && (!inWord || afterTitle(text[:i], last)) {
			s.word(text, i, s.lengths[r], found)
		}
		inWord, last = joins(r), r
		i += n
	}
	for _, e := range s.plain {
		for at := 0; ; {
			i := bytes.Index(text[at:], e.text)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(e.text)
			before, _ := utf8.DecodeLastRune(text[:from])
			if (!joins(before) || afterTitle(text[:from], before)) && ends(text[to:]) {
				found(from, to, e.id)
			}
			at = to
		}
	}
}

// begins reports whether a name begins with a letter that is no 한글.
func (s *Search) begins(r rune) bool {
	if r < utf8.RuneSelf {
		return s.ascii[r]
	}
	return s.lengths[r] != nil
}

// afterTitle reports whether a text ends with a title.
func afterTitle(text []byte, last rune) bool {
	if !strings.ContainsRune(titleEnds, last) {
		return false
	}
	return slices.ContainsFunc(titles, func(t string) bool { return bytes.HasSuffix(text, []byte(t)) })
}

// word looks for a name that begins at i.
func (s *Search) word(text []byte, i int, lengths []int, found func(from, to, id int)) {
	for _, length := range lengths {
		var key [maxName + utf8.UTFMax]byte
		at, k, spaced := i, 0, false
		for n := 0; n < length && k+utf8.UTFMax <= len(key); {
			r, size := utf8.DecodeRune(text[at:])
			if n > 0 && (unicode.IsSpace(r) || r == '\u200b') {
				at += size
				spaced = true
				continue
			}
			if size == 0 || !letter(r) {
				k = 0
				break
			}
			k += copy(key[k:], text[at:at+size])
			at += size
			n++
		}
		if k == 0 || spaced && length < 3 {
			continue
		}
		if id, ok := s.words[string(key[:k])]; ok && ends(text[at:]) {
			found(i, at, id)
		}
	}
}

// ends reports whether a name may end before this text: no letter follows but those of
// titles and particles.
func ends(text []byte) bool {
	end := 0
	for end < len(text) {
		r, n := utf8.DecodeRune(text[end:])
		if !joins(r) {
			break
		}
		if end += n; end > 40 {
			return false
		}
	}
	return onlyParticles(text[:end])
}

func onlyParticles(word []byte) bool {
	return len(word) == 0 || slices.ContainsFunc(particles, func(p string) bool {
		rest, ok := bytes.CutPrefix(word, []byte(p))
		return ok && onlyParticles(rest)
	})
}

// number looks for a telephone number whose first digit is at i, in any writing:
// 063-320-0000, 063) 320-0000, 0633200000, +82 63 320 0000, and 320-0000 with its hyphen.
func (s *Search) number(text []byte, i int, found func(from, to, id int)) {
	international := bytes.HasPrefix(text[i:], []byte("82")) && i > 0 && text[i-1] == '+'
	local := i == 0 || strings.IndexByte("-.)", text[i-1]) < 0 // else digits before belong to it
	if text[i] != '0' && !international {
		end := i + 1
		for end < len(text) && digit(text[end]) {
			end++
		}
		if !local || len(s.local) == 0 || end == len(text) || text[end] != '-' && text[end] != '.' { // most figures
			return
		}
	}
	var digits [16]byte
	n, groups := 0, 0
	hyphens := true
	at := i
	if international {
		digits[0] = '0'
		n = 1
		at += 2
		for at < len(text) && (separator(text[at:]) > 0 || text[at] == '0') {
			at += max(1, separator(text[at:]))
		}
	}
	for n < len(digits) {
		begin := at
		for at < len(text) && digit(text[at]) && n < len(digits) {
			digits[n] = text[at]
			n++
			at++
		}
		if at == begin || at < len(text) && digit(text[at]) {
			return // no digits, or too many
		}
		groups++
		key := digits[:n]
		if key[0] == '0' {
			if id, ok := s.numbers[string(key)]; ok {
				found(i, at, id)
				return
			}
		} else if groups == 2 {
			if id, ok := s.local[string(key)]; ok && hyphens {
				found(i, at, id)
			}
			return
		}
		between := 0
		for range 3 { // ") - "
			step := separator(text[at+between:])
			if step == 0 {
				break
			}
			hyphens = hyphens && step == 1 && strings.IndexByte("-.", text[at+between]) >= 0
			between += step
		}
		if between == 0 {
			return
		}
		at += between
	}
}

// separator is the length of what may stand between the digits of a telephone number.
func separator(text []byte) int {
	r, n := utf8.DecodeRune(text)
	if strings.ContainsRune(" -.()·\u00a0‐‑–−\n", r) {
		return n
	}
	return 0
}
