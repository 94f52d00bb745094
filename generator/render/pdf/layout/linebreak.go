package layout

import (
	"unicode/utf8"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
)

// glyph is one character of a text that is to be broken into lines.
type glyph struct {
	r    rune
	at   int32  // where it stands in its run
	run  int32  // index of its run
	adv  uint16 // 1/1000 em
	face font.Face
	rank uint8 // how much a break before it hurts: at least so much, until the text is whole
}

// lineEnd is the character of a forced break.
const lineEnd = '\n'

// span is a stretch [from, to) of glyphs: one line, spaces at its end included.
type span struct{ from, to int }

// Breaks are ranked by how much they hurt.
const (
	breakSpace    = iota // behind a space
	breakSoft            // behind a comma or before a bracket, without a space; inside a period of dates
	breakSyllable        // between two syllables
	breakTight           // inside a number, between number and unit, inside a Latin word: only where nothing else fits
	breakNever           // before a closing mark, behind an opening one
)

// breakLines breaks the glyphs into lines of at most width, as Korean official
// documents do: at the last space, unless the line would stay less than half full or
// the 어절 is wider than a line; then between syllables; a number stays with its
// sign, commas and unit. Only a glyph wider than the line is longer than width. The lines
// are appended to those given.
func breakLines(lines []span, gs []glyph, size int, width display.Length) []span {
	for from := 0; from < len(gs); {
		to := nextBreak(gs, from, size, width)
		lines = append(lines, span{from, to})
		from = to
	}
	if len(gs) > 0 && gs[len(gs)-1].r == lineEnd {
		lines = append(lines, span{len(gs), len(gs)})
	}
	return lines
}

// fullEnough says for each rank what part of a line must be full for a break of that rank
// to be taken: half of it, a third before a bracket, which is a better place than inside a word.
var fullEnough = [breakNever + 1]int64{breakSpace: 2, breakSoft: 3, breakSyllable: 2}

// nextBreak is the end of the line that begins at from.
func nextBreak(gs []glyph, from, size int, width display.Length) int {
	limit := int64(width) * 100
	var used int64
	last := [breakNever + 1]int{} // the last place that fits, for each rank
	half := [breakNever + 1]bool{}
	i := from
	for ; i < len(gs); i++ {
		if i > from {
			rank := gs[i].rank
			last[rank] = i
			half[rank] = used*fullEnough[rank] >= limit
		}
		if gs[i].r == lineEnd {
			return i + 1
		}
		used += int64(gs[i].adv) * int64(size)
		// Spaces at the end of a line hang over its edge.
		if used > limit && gs[i].r != ' ' {
			break
		}
	}
	if i == len(gs) {
		return i
	}
	best := 0
	for rank := breakSpace; rank <= breakSyllable; rank++ {
		best = max(best, last[rank])
		if last[rank] > 0 && half[rank] {
			return last[rank]
		}
	}
	for rank := breakTight; best == 0 && rank <= breakNever; rank++ {
		best = last[rank]
	}
	return max(best, from+1)
}

// rank says for every glyph of a whole text how much a break before it hurts.
func (c *composer) rank(gs []glyph) {
	classes := c.classes[:0]
	for i := range gs {
		classes = append(classes, font.ClassOf(gs[i].r))
	}
	c.classes = classes
	for i := range gs {
		if classes[i] == font.Quote {
			classes[i] = quoteSide(classes, i)
		}
	}
	inUnit := 0
	for i := 1; i < len(gs); i++ {
		rank := breakBetween(gs, classes, i)
		if classes[i-1] == font.Digit && classes[i] == font.Syllable {
			inUnit = unitLength(gs[i:])
		}
		if inUnit > 0 {
			if classes[i] != font.Space {
				rank = max(rank, breakTight)
			}
			inUnit--
		}
		rank = max(rank, gs[i].rank)
		if gs[i-1].r == lineEnd {
			rank = breakSpace
		}
		gs[i].rank = rank
	}
}

// breakBetween ranks the break between glyphs i-1 and i by their classes.
func breakBetween(gs []glyph, c []font.Class, i int) uint8 {
	before, after := c[i-1], c[i]
	switch {
	case after == font.Space || gs[i].r == lineEnd:
		return breakNever // the break comes behind the space
	case before == font.Space:
		return breakBehindSpace(gs, c, i)
	case before == font.Open || after == font.Close || after == font.Dot:
		return breakNever
	case before == font.Sign, after == font.Range:
		return breakTight
	case after == font.Operator:
		return breakSyllable
	case before == font.Operator:
		return breakTight
	case before == font.Close && after == font.Digit && i >= 2 && c[i-2] == font.Digit:
		return breakTight // 1,234 and 15.5.19
	case before == font.Digit && after == font.Joiner, before == font.Joiner && after == font.Digit:
		return breakTight // 과-6102, 02-000-0001, 6/12월
	case word(before) && word(after):
		return breakTight
	case before == font.Close || before == font.Dot || after == font.Open:
		return breakSoft
	case before == font.Joiner || before == font.Range:
		return breakSyllable
	case after == font.Joiner:
		return breakTight
	case before == font.Digit && after == font.Syllable:
		return breakTight
	}
	return breakSyllable
}

// breakBehindSpace ranks a break behind the space at i-1.
func breakBehindSpace(gs []glyph, c []font.Class, i int) uint8 {
	j := i - 1
	for j >= 0 && c[j] == font.Space {
		j--
	}
	switch {
	case j < 0:
		return breakSpace
	case c[j] == font.Open || c[i] == font.Close || c[j] == font.Sign:
		return breakNever
	case c[j] == font.Digit && c[i] == font.Syllable && moneyUnit(gs[i:]):
		return breakTight
	case gs[j].r == '.' && j > 0 && c[j-1] == font.Digit && c[i] == font.Digit:
		return breakTight // 2024. 1.
	case gs[j].r == '.' && c[i] == font.Range, c[j] == font.Range && c[i] == font.Digit:
		return breakSoft // 2024. 1. ~ 2024. 12.
	case gs[j].r == ',' && j > 0 && c[j-1] == font.Digit && gs[i].r == '’':
		return breakTight // 사회적경제과-6102, ’15.5.19
	case gs[i].r == ':' || c[i] == font.Operator:
		return breakSoft
	}
	return breakSpace
}

// word reports whether the class joins into words and numbers.
func word(c font.Class) bool { return c == font.Digit || c == font.Letter }

// quoteSide decides whether the quotation mark at i opens or closes. Before a year
// (’15.5.19) it is part of the number and so opens.
func quoteSide(c []font.Class, i int) font.Class {
	opens := i == 0 || c[i-1] == font.Space || c[i-1] == font.Open || (i+1 < len(c) && c[i+1] == font.Digit && c[i-1] != font.Digit)
	if opens && i+1 < len(c) && c[i+1] != font.Space {
		return font.Open
	}
	return font.Close
}

// units are counters longer than one syllable; one syllable always stays with its number.
var units = []string{"천만원", "백만원", "십만원", "천원", "만원", "억원", "조원", "개소", "개월", "개년", "년도", "년차", "개구", "가구", "세대", "학급", "퍼센트", "시간", "분기", "차례"}

// unitsOf are the units by their first syllable.
var unitsOf = func() map[rune][]string {
	out := map[rune][]string{}
	for _, u := range units {
		first, _ := utf8.DecodeRuneInString(u)
		out[first] = append(out[first], u)
	}
	return out
}()

// unitLength is how many glyphs of a unit begin a text that stands behind a digit.
func unitLength(gs []glyph) int {
	for _, u := range unitsOf[gs[0].r] {
		if hasPrefix(gs, u) {
			return utf8.RuneCountInString(u)
		}
	}
	return 1
}

// moneyUnit reports whether a text that stands behind a number and a space begins
// with a unit of money, which then stays with its number.
func moneyUnit(gs []glyph) bool {
	for _, u := range []string{"천원", "백만원", "만원", "억원", "조원", "원 ", "원)"} {
		if hasPrefix(gs, u) {
			return true
		}
	}
	return hasPrefix(gs, "원") && len(gs) == 1
}

func hasPrefix(gs []glyph, s string) bool {
	i := 0
	for _, r := range s {
		if i >= len(gs) || gs[i].r != r {
			return false
		}
		i++
	}
	return true
}

// widestWord is the widest stretch that holds no break of at most the rank.
func widestWord(gs []glyph, size int, rank uint8) display.Length {
	var widest, used, spaces int64
	for i, g := range gs {
		if g.r == lineEnd || (i > 0 && g.rank <= rank) {
			used, spaces = 0, 0
		}
		if g.r == lineEnd {
			continue
		}
		if g.r == ' ' {
			spaces += int64(g.adv)
			continue
		}
		used += spaces + int64(g.adv)
		spaces = 0
		widest = max(widest, used)
	}
	return scale(widest, size)
}

// widestNumber is the width of the widest number with its sign and unit. A word of
// letters and digits, such as an address on the web, is none.
func widestNumber(gs []glyph, size int) (widest display.Length) {
	from, digits, letters := 0, false, false
	for i := range gs {
		if i > 0 && gs[i].rank <= breakSyllable {
			from, digits, letters = i, false, false
		}
		switch font.ClassOf(gs[i].r) {
		case font.Digit:
			digits = true
		case font.Letter:
			letters = true
		}
		if digits && !letters {
			widest = max(widest, lineWidth(gs[from:i+1], size))
		}
	}
	return widest
}

// scale turns a width in 1/1000 em into a length, rounded up.
func scale(em int64, size int) display.Length {
	return display.Length((em*int64(size) + 99) / 100)
}

// lineWidth is the width of a line without the spaces at its end.
func lineWidth(gs []glyph, size int) display.Length {
	end := len(gs)
	for end > 0 && (gs[end-1].r == ' ' || gs[end-1].r == lineEnd) {
		end--
	}
	var em int64
	for _, g := range gs[:end] {
		em += int64(g.adv)
	}
	return scale(em, size)
}
