package statement

import (
	"strings"
	"unicode"

	"budgetbook/generator/source"
)

// missingGlyph stands for a character that the fonts lack: the printer's mark for it.
const missingGlyph = '〓'

// maxName bounds a name, characters: the longest real one has about 60. A whole page in the
// place of a name is a fault of the extraction, and would fit no column.
const maxName = 200

// clean is a text as it may stand in a book: on one line, composed, without invisible
// characters, in characters that print.
func (c *converter) clean(t text) string {
	var b strings.Builder
	blank := false
	for _, r := range source.Composed(string(t)) {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.C, r) && !unicode.Is(unicode.Co, r): // control, format (zero width, direction)
			continue
		case unicode.Is(unicode.Co, r), r == unicode.ReplacementChar, c.opt.Printable != nil && !c.opt.Printable(r):
			r = missingGlyph
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return source.Composed(b.String()) // what stood between two characters may have kept them apart
}

// name is a name to print, or the word that stands for a missing one. The second
// result is what to say about it, "" for nothing.
func (c *converter) name(t text, missing string) (name, fault string) {
	name = c.clean(t)
	switch runes := []rune(name); {
	case name == "":
		return missing, "이름이 없습니다"
	case len(runes) > maxName:
		return strings.TrimSpace(string(runes[:maxName])) + "…", "이름이 너무 길어 줄였습니다"
	case strings.ContainsRune(name, missingGlyph) && !strings.ContainsRune(string(t), missingGlyph):
		return name, "인쇄할 수 없는 글자를 〓로 바꾸었습니다"
	}
	return name, ""
}

// quote shows a piece of the source in a message, cut where it is long.
func (c *converter) quote(s string) string {
	const most = 60
	if len(s) > 8*most {
		s = strings.ToValidUTF8(s[:8*most], "")
	}
	runes := []rune(c.clean(text(s)))
	if len(runes) > most {
		runes = append(runes[:most], '…')
	}
	return "'" + string(runes) + "'"
}
