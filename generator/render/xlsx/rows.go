package xlsx

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// cell is a cell of a worksheet: what is kept in it, and a formula whose cached value that is.
type cell struct {
	formula string
	value   string
	kind    valueKind
	style   int
}

type valueKind int

const (
	noValue valueKind = iota
	textValue
	numberValue
	truthValue // 1, 0
)

// text is a cell that says something; its look has been made known before.
func (w *writer) text(s string, l look) cell {
	return cell{kind: textValue, value: s, style: w.styles[l]}
}

// rows writes the rows of a worksheet as the file keeps them, straight into it. Excelize's own
// stream keeps each worksheet whole in memory until the end, and makes a dozen objects for a cell.
type rows struct {
	out  io.Writer
	line []byte
	err  error
}

// row writes one row from column A; a cell without a style is left out. Row counts from 0,
// height is in points.
func (r *rows) row(row int, height float64, cells ...cell) {
	if r.err != nil {
		return
	}
	name := strconv.Itoa(row + 1)
	b := append(r.line[:0], `<row r="`...)
	b = append(append(b, name...), `" ht="`...)
	b = append(strconv.AppendFloat(b, height, 'f', -1, 64), `" customHeight="1">`...)
	for col := range cells {
		c := &cells[col]
		if c.style == 0 {
			continue
		}
		b = append(append(append(append(b, `<c r="`...), columnName(col)...), name...), `" s="`...)
		b = append(strconv.AppendInt(b, int64(c.style), 10), '"')
		b = append(c.appendValue(b), "</c>"...)
	}
	r.line = append(b, "</row>"...)
	_, r.err = r.out.Write(r.line)
}

// appendValue writes the rest of the cell's opening tag and what the cell holds.
func (c *cell) appendValue(b []byte) []byte {
	if c.formula == "" && c.kind == textValue {
		b = append(b, ` t="inlineStr"><is><t`...)
		if strings.TrimSpace(c.value) != c.value {
			b = append(b, ` xml:space="preserve"`...)
		}
		return append(escaped(append(b, '>'), plainText(c.value)), "</t></is>"...)
	}
	switch c.kind {
	case textValue:
		b = append(b, ` t="str"`...)
	case truthValue:
		b = append(b, ` t="b"`...)
	}
	b = append(b, '>')
	if c.formula != "" {
		b = append(escaped(append(b, "<f>"...), c.formula), "</f>"...)
	}
	if c.kind != noValue {
		b = append(escaped(append(b, "<v>"...), plainText(c.value)), "</v>"...)
	}
	return b
}

// escaped adds text to XML.
func escaped(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c == '&' || c == '<' || c == '>' || c < ' ' {
			var slow strings.Builder
			_ = xml.EscapeText(&slow, []byte(s)) // a builder takes everything
			return append(b, slow.String()...)
		}
	}
	return append(b, s...)
}

// plainText keeps Excel from reading _x0041_ in a text as the letter A.
func plainText(s string) string {
	if strings.Contains(s, "_x") && codedLetter.MatchString(s) {
		return strings.ReplaceAll(s, "_x", "_x005F_x")
	}
	return s
}

var codedLetter = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)
