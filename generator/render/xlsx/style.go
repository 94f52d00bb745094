package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

const fontName = "맑은 고딕"

// look is everything that tells one cell's style from another's.
type look struct {
	kind   kind
	format string // number format, "" for general
	align  string
	bold   bool
	wrap   bool
	input  bool // typed by a person: blue and, once the sheet is protected, still open
}

// kind of a cell decides its frame and ground.
type kind int

const (
	bodyCell kind = iota
	headCell
	totalCell
	groupCell
	titleCell
	labelCell // caption and unit line above a table
	linkCell
)

var fills = map[kind]string{headCell: "DCE6F1", totalCell: "F2F2F2", groupCell: "F9F9F9"}

// asText keeps a text that begins like a formula a text after someone edits the cell.
const asText = "@"

func (w *writer) style(l look) (int, error) {
	if id, ok := w.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Family: fontName, Size: 10, Bold: l.bold, Color: "000000"},
		Alignment:  &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: l.wrap},
		Protection: &excelize.Protection{Locked: !l.input},
	}
	if l.align == "left" && l.kind != labelCell {
		s.Alignment.Indent = 1 // else texts touch the rule
	}
	switch l.format {
	case "":
	case asText:
		s.NumFmt = 49
	default:
		s.CustomNumFmt = &l.format
	}
	if l.input {
		s.Font.Color = "0000FF"
	}
	switch l.kind {
	case titleCell:
		s.Font.Size = 15
	case labelCell:
		s.Alignment.Vertical = "bottom"
	case linkCell:
		s.Font.Color, s.Font.Underline = "0563C1", "single"
		s.Border = frame()
	default:
		s.Border = frame()
	}
	if fill, ok := fills[l.kind]; ok {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	id, err := w.file.NewStyle(s)
	w.styles[l] = id
	return id, err
}

func frame() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Style: 1, Color: "808080"})
	}
	return out
}

func alignment(a doc.Align) string {
	switch a {
	case doc.Left:
		return "left"
	case doc.Center:
		return "center"
	case doc.Right:
		return "right"
	}
	return ""
}

// literal is text inside a number format.
func literal(s string) string {
	if s == "" {
		return ""
	}
	return `"` + strings.ReplaceAll(s, `"`, `"\""`) + `"`
}

// numberFormat prints what money prints: commas, △ before a decrease, a word for zero.
func numberFormat(c content) string {
	switch n := c.number.(type) {
	case *doc.Num:
		if n.Figure.IsRate() {
			digits := decimals("#,##0", n.Figure.Rate.Decimals)
			return signed(c.before, digits, c.after) + ";" + section(c.before, digits, c.after) + ";" + section(c.before, "@", c.after)
		}
		after := n.Suffix + c.after
		return signed(c.before, "#,##0", after) + ";" + section(c.before+n.Words.Zero, "", after)
	case doc.Factor:
		number := numberOf(n)
		digits, _ := number.Value.FloatPrec()
		if number.Kind == formula.Percent {
			return signed(c.before, decimals("0", max(digits-2, 0))+"%", c.after)
		}
		return signed(c.before, decimals("#,##0", digits), number.Unit+c.after)
	case doc.Equal:
		return "" // of a boolean there is none
	case doc.Exact:
		digits, exact := expression(n.Figure).Exact.FloatPrec()
		if !exact || digits > 2 {
			digits = 2
		}
		return signed(c.before, decimals("#,##0", digits), c.after)
	}
	panic(fmt.Sprintf("xlsx: unknown number %T", c.number))
}

// signed is the format of numbers above (and at) zero and of those below.
func signed(before, digits, after string) string {
	return section(before, digits, after) + ";" + section(before+money.Negative, digits, after)
}

// section ends in the space of a hyphen, else figures touch the rule. An indent of the
// cell would do the same in Excel, but LibreOffice 7.4 drops it from figures in the last
// printed column.
func section(before, digits, after string) string {
	return literal(before) + digits + literal(after) + "_-"
}

func decimals(whole string, n int) string {
	if n == 0 {
		return whole
	}
	return whole + "." + strings.Repeat("0", n)
}
