package xlsx

import (
	"fmt"
	"math/big"
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
	format format
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

// style makes the style of a look that has none yet. All are made before the first row is
// written: the file keeps them in a part of its own, which is done by then.
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
	if code := l.format.String(); code == "@" {
		s.NumFmt = 49
	} else if code != "" {
		s.CustomNumFmt = &code
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

// format is a number format as far as it depends on the cell; [format.String] spells it.
type format struct {
	kind          formatKind
	before, after string // text around the number
	zero          string // the word for 0 won
	decimals      int
}

type formatKind int

const (
	noNumber    formatKind = iota
	textFormat             // keeps a text that begins like a formula a text after someone edits the cell
	plainFormat            // a number, its decimals and its sign
	wonFormat              // with a word for zero
	rateFormat             // with a word instead
	shareFormat            // 6%
	truthFormat            // TRUE
	countFormat            // a number that is no figure
)

// formatOf prints what money prints: commas, △ before a decrease, a word for zero.
func formatOf(c content) format {
	f := format{kind: plainFormat, before: c.before, after: c.after}
	switch n := c.number.(type) {
	case nil:
		if c.before != "" && strings.IndexByte("=+-@", c.before[0]) >= 0 {
			return format{kind: textFormat}
		}
		return format{}
	case *doc.Num:
		if n.Figure.IsRate() {
			f.kind, f.decimals = rateFormat, n.Figure.Rate.Decimals
		} else {
			f.kind, f.after, f.zero = wonFormat, n.Suffix+c.after, n.Words.Zero
		}
	case doc.Factor:
		number := numberOf(n)
		f.decimals = places(number.Value)
		if number.Kind == formula.Percent {
			f.kind, f.decimals = shareFormat, max(f.decimals-2, 0)
		} else {
			f.after = number.Unit + c.after
		}
	case doc.Exact:
		f.decimals = min(places(expression(n.Figure).Exact), 2)
	case doc.Equal:
		return format{kind: truthFormat}
	default:
		panic(fmt.Sprintf("xlsx: unknown number %T", c.number))
	}
	return f
}

// places is the number of decimals of a rational, very many where they do not end.
func places(r *big.Rat) int {
	if r.IsInt() {
		return 0
	}
	n, exact := r.FloatPrec()
	if !exact {
		return significant
	}
	return n
}

// String is the format in the words of a worksheet.
func (f format) String() string {
	digits := decimals("#,##0", f.decimals)
	switch f.kind {
	case noNumber:
		return ""
	case truthFormat: // LibreOffice shows 1 without it; Excel always shows the word
		return `"TRUE";"TRUE";"FALSE"`
	case textFormat:
		return "@"
	case countFormat:
		return digits
	case plainFormat:
		return signed(f.before, digits, f.after)
	case wonFormat:
		return signed(f.before, digits, f.after) + ";" + section(f.before+f.zero, "", f.after)
	case rateFormat:
		return signed(f.before, digits, f.after) + ";" + section(f.before, digits, f.after) + ";" + section(f.before, "@", f.after)
	case shareFormat:
		return signed(f.before, decimals("0", f.decimals)+"%", f.after)
	}
	panic(fmt.Sprintf("xlsx: unknown format %d", f.kind))
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
