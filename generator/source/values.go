package source

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"budgetbook/generator/diag"
	"budgetbook/generator/money"
)

// Text is a string value. Its Span runs from the first character of Value to the
// last, without the quotation marks.
type Text struct {
	Value string
	Span  diag.Span

	raw *string // the source of Span where it differs from Value: it holds escapes
}

// Given reports whether the key stands in the file; it may be empty.
func (t Text) Given() bool { return t.Value != "" || !t.Span.IsZero() }

// Part is the place of the bytes [from, to) of Value in the file, right also
// behind escapes and line-ending backslashes. It is cut to the value.
func (t Text) Part(from, to int) diag.Span {
	from = min(max(from, 0), len(t.Value))
	to = min(max(to, from), len(t.Value))
	if t.raw == nil {
		return t.Span.Sub(from, to)
	}
	sp := diag.Span{File: t.Span.File, Start: t.Span.End, End: t.Span.End}
	found := false
	at := 0
	for p := range pieces(*t.raw) {
		next := at + len(p.value)
		if !found && (from < next) {
			found = true
			sp.Start = t.Span.Start + p.start
			sp.End = sp.Start
		}
		if found && at < to {
			sp.End = t.Span.Start + p.end
		}
		at = next
	}
	return sp
}

// Int is a whole number without a unit, such as a year.
type Int struct {
	Value int64
	Span  diag.Span
}

// Given reports whether the key stands in the file.
func (i Int) Given() bool { return i.Value != 0 || !i.Span.IsZero() }

// Won is an amount (금액), 원. What is not given is not 0.
type Won struct {
	Value money.Won
	Span  diag.Span
}

// Given reports whether the key stands in the file.
func (w Won) Given() bool { return w.Value != 0 || !w.Span.IsZero() }

// Bool is true or false.
type Bool struct {
	Value bool
	Span  diag.Span
}

// Given reports whether the key stands in the file.
func (b Bool) Given() bool { return b.Value || !b.Span.IsZero() }

// Amounts is a table whose keys are free, in file order: 재원 by source.
type Amounts []Amount

// Amount is one entry of [Amounts].
type Amount struct {
	Key Text
	Won Won
}

// Place is the place of a table: its header, or the whole of an inline table. A
// struct that holds a field of this type, tagged `toml:"-"`, gets it filled.
type Place struct {
	Span diag.Span
}

// piece is what one character or escape of a basic string becomes.
type piece struct {
	start, end int    // bytes of the raw text
	value      string // empty for a line-ending backslash
}

// pieces walks the inside of a basic string. An escape that TOML does not know
// stands for itself: the decoder has refused such a file already.
func pieces(raw string) func(yield func(piece) bool) {
	return func(yield func(piece) bool) {
		for i := 0; i < len(raw); {
			p := nextPiece(raw, i)
			if !yield(p) {
				return
			}
			i = p.end
		}
	}
}

func nextPiece(raw string, i int) piece {
	_, size := utf8.DecodeRuneInString(raw[i:])
	self := piece{i, i + size, raw[i : i+size]}
	if raw[i] != '\\' || i+1 == len(raw) {
		return self
	}
	if digits := strings.IndexByte("xuU", raw[i+1]); digits >= 0 {
		end := i + 2 + 2<<digits
		if end > len(raw) {
			return self
		}
		code, err := strconv.ParseUint(raw[i+2:end], 16, 31)
		if err != nil || !utf8.ValidRune(rune(code)) {
			return self
		}
		return piece{i, end, string(rune(code))}
	}
	if escape := strings.IndexByte(`btnfre"\`, raw[i+1]); escape >= 0 {
		return piece{i, i + 2, "\b\t\n\f\r\x1b\"\\"[escape : escape+1]}
	}
	rest := strings.TrimLeft(raw[i+1:], " \t\n")
	end := len(raw) - len(rest)
	if strings.Contains(raw[i+1:end], "\n") {
		return piece{i, end, ""}
	}
	return self
}

// unescape is the value of a basic string's inside.
func unescape(raw string) string {
	if !strings.Contains(raw, `\`) {
		return raw
	}
	var b strings.Builder
	for p := range pieces(raw) {
		b.WriteString(p.value)
	}
	return b.String()
}
