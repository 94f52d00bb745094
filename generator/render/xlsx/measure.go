package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// Widths count digits of the default font, a Hangul syllable as two; heights are points.
const (
	minWidth     = 6
	maxWidth     = 46 // longer text wraps
	maxHeadWidth = 16
	lineHeight   = 15
	rowGap       = 4
	maxHeight    = excelize.MaxRowHeight
	padding      = 2.5 // the cell's own margins and the indent of figures
)

// columnWidths are as wide as what stands in a column, within bounds. Cells over
// several columns do not widen them.
func columnWidths(s *sheetPlan) []float64 {
	widths := make([]float64, s.width)
	for i := range widths {
		widths[i] = minWidth
	}
	for _, t := range s.tables {
		for r, row := range t.grid {
			for c, p := range row {
				if p.Row != r || p.Col != c || p.Cols > 1 {
					continue
				}
				held, err := contentOf(p.Cell)
				if err != nil {
					continue // the plan has reported it
				}
				limit := maxWidth
				if r < len(t.Head) {
					limit = maxHeadWidth
				}
				for line := range strings.SplitSeq(held.shown(), "\n") {
					widths[c] = max(widths[c], float64(min(textWidth(line), limit))+padding)
				}
			}
		}
	}
	return widths
}

// lineCount is how many lines a text takes in a width.
func lineCount(text string, width float64) int {
	room := max(int(width-padding)+1, 1)
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max((textWidth(line)+room-1)/room, 1)
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
