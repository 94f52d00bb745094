package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// Widths count digits of the default font, a Hangul syllable as two; heights are points.
const (
	minWidth     = 6
	maxWidth     = 46 // longer text wraps
	leastWrap    = 20 // text is not wrapped closer than this to spare width
	maxHeadWidth = 16
	lineHeight   = 15
	rowGap       = 4
	maxHeight    = excelize.MaxRowHeight
	padding      = 2.5 // the cell's own margins, the indent of texts, the space after figures
)

// What fits across A4 before print gets smaller than about four fifths.
const (
	portraitWidth  = 115
	landscapeWidth = 180
)

// measure is what stands in a column: the widest figure and the widest text.
type measure struct{ figure, text int }

// add widens a column for a cell; one over several columns does not count.
func (m *measure) add(held content, head bool) {
	if held.number == nil && len(held.before) <= m.text {
		return // a letter of full width has three bytes
	}
	widest := 0
	for line := range strings.SplitSeq(held.shown(), "\n") {
		widest = max(widest, textWidth(line))
	}
	switch {
	case held.number != nil:
		m.figure = max(m.figure, widest)
	case head:
		m.text = max(m.text, min(widest, maxHeadWidth))
	default:
		m.text = max(m.text, widest)
	}
}

// columnWidths are as wide as what stands in a column, within bounds. Texts wrap the closer
// the more columns there are, so that the sheet stays legible on paper; a figure never wraps.
func columnWidths(s *sheetPlan) []float64 {
	columns := make([]measure, s.width)
	for _, t := range s.tables {
		for c, m := range t.wide {
			columns[c].figure, columns[c].text = max(columns[c].figure, m.figure), max(columns[c].text, m.text)
		}
	}
	page := float64(portraitWidth)
	if s.Landscape {
		page = landscapeWidth
	}
	widths := make([]float64, s.width)
	for limit := maxWidth; limit >= leastWrap; limit -= 2 {
		for c := range widths {
			widths[c] = float64(max(minWidth, columns[c].figure, min(columns[c].text, limit))) + padding
		}
		left, right := s.paper()
		if sum(widths[left:right+1]) <= page {
			break
		}
	}
	return widths
}

// lineCount is how many lines a text takes in a width, broken between words.
func lineCount(text string, width float64) int {
	room := max(int(width-padding), 1)
	if len(text) <= room && strings.IndexByte(text, '\n') < 0 {
		return 1 // no letter is wider than its bytes
	}
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines++
		used := 0
		for word := range strings.SplitSeq(line, " ") {
			w := textWidth(word)
			if used > 0 && used+1+w > room {
				lines++
				used = 0
			} else if used > 0 {
				used++
			}
			used += w
			lines += (used - 1) / room // a word longer than the line is broken
			used = (used-1)%room + 1
		}
	}
	return lines
}

// textWidth counts Hangul, hanja and symbols of full width as two.
func textWidth(s string) int {
	width := 0
	for _, r := range s {
		width++
		if r >= 0x1100 {
			width++
		}
	}
	return width
}

func sum(widths []float64) float64 {
	total := 0.0
	for _, w := range widths {
		total += w
	}
	return total
}
