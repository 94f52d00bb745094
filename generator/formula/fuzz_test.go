package formula_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"

	"budgetbook/generator/formula"
)

// FuzzParse holds whatever is typed to the promises of Parse: an error points into
// the text, a value is within the limit, is the same when the text is tidied, and
// is the value of the spreadsheet text.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"59,500,000원*2개소", "△740천원×7명×6/12월", "10,000원*(60+(120-60)/2)월", "1,291,000,000원×0.3625%",
		"10,680.857원×140,000㎡ = 1,495,320천원", "10,000원x5kgx3회", "１０，０００원＊３명", "△", "63,00,000원", "10,000원 3명",
		"5천 원*6개읍·면", "(1원+2원)*(3-3)", "3만명*\xff", "((((", "10원/0", "=", "3box*1억원",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := formula.Parse(text)
		if err != nil {
			checkError(t, text, err)
			return
		}
		if new(big.Rat).Abs(parsed.Value()).Cmp(big.NewRat(999_999_999_999_999, 1)) > 0 {
			t.Fatalf("%q = %s, beyond the limit", text, parsed.Value())
		}
		if parsed.Written != nil && !strings.ContainsRune(text[:parsed.WrittenAt[0]], '=') && !strings.ContainsRune(text, '＝') {
			t.Fatalf("%q: written result without =", text)
		}
		if got := recalculate(t, parsed.Spreadsheet(cell), parsed.Numbers()); got.Cmp(parsed.Value()) != 0 {
			t.Fatalf("%q = %s, but %s = %s", text, parsed.Value(), parsed.Spreadsheet(cell), got)
		}
		// Written anew from its numbers it is the same formula.
		tidy := parsed.Spreadsheet(func(i int) string { return parsed.Numbers()[i].Text })
		again, err := formula.Parse(tidy)
		if utf8.RuneCountInString(tidy) <= 1000 && (err != nil || again.Value().Cmp(parsed.Value()) != 0) {
			t.Fatalf("%q = %s, but tidied %q: %v", text, parsed.Value(), tidy, err)
		}
	})
}

func checkError(t *testing.T, text string, err error) {
	t.Helper()
	var e *formula.Error
	if !errors.As(err, &e) || e.Message == "" {
		t.Fatalf("Parse(%q): %#v", text, err)
	}
	if e.Offset < 0 || e.Length < 0 || e.Offset+e.Length > len(text) || e.Length == 0 && text != "" {
		t.Fatalf("Parse(%q): %d bytes at %d are not in the text (%s)", text, e.Length, e.Offset, e.Message)
	}
	if want := utf8.RuneCountInString(text[:e.Offset]) + 1; e.Column != want {
		t.Fatalf("Parse(%q): column %d, want %d", text, e.Column, want)
	}
	if n := len(e.Message) + len(e.Hint); n > 2000 {
		t.Fatalf("Parse(%q): a message of %d bytes", text, n)
	}
	for _, s := range []string{e.Message, e.Hint} {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) {
			t.Fatalf("Parse(%q): message %q cannot be printed", text, s)
		}
	}
}
