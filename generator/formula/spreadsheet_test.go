package formula_test

import (
	"fmt"
	"math/big"
	"testing"

	"budgetbook/generator/formula"
)

func TestSpreadsheet(t *testing.T) {
	tests := []struct{ text, want string }{
		{"59,500,000원*2개소", "N0*N1"},
		{"△740천원×7명×6÷12월", "-N0*N1*N2/N3"},
		{"10,000원*(60+(120-60)/2)월*9%", "N0*(N1+(N2-N3)/N4)*N5"},
		{"((10원))*((3))", "N0*N1"},
		{"(10원*3)+(5원/2)", "N0*N1+N2/N3"},
		{"10원-(3원-2원)", "N0-(N1-N2)"},
		{"10원-(3원*2)", "N0-N1*N2"},
		{"10원/(4/2)", "N0/(N1/N2)"},
		{"△(10원+3원)", "-(N0+N1)"},
		{"△(△3원)", "-(-N0)"},
		{"10원*△3-△3원", "N0*(-N1)-(-N2)"},
		{"(-3+5)*10원", "(-N0+N1)*N2"},
		{"10원*3=30원", "N0*N1"},
	}
	for _, tt := range tests {
		f, err := formula.Parse(tt.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.text, err)
			continue
		}
		if got := f.Spreadsheet(cell); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func cell(i int) string { return fmt.Sprintf("N%d", i) }

// recalculate works the text of a spreadsheet out, whose cells N0, N1 … hold numbers.
// It is written without the parser: the operator that binds least, furthest right,
// splits the text.
func recalculate(t fataler, text string, numbers []formula.Number) *big.Rat {
	t.Helper()
	depth, split, weakest := 0, -1, 3
	for i, c := range text {
		strength := 3
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case '+', '-':
			strength = 1
			if i == 0 {
				strength = 3
			}
		case '*', '/':
			strength = 2
		}
		if depth == 0 && strength < 3 && strength <= weakest {
			split, weakest = i, strength
		}
	}
	switch {
	case split > 0:
		left, right := recalculate(t, text[:split], numbers), recalculate(t, text[split+1:], numbers)
		switch text[split] {
		case '+':
			return new(big.Rat).Add(left, right)
		case '-':
			return new(big.Rat).Sub(left, right)
		case '*':
			return new(big.Rat).Mul(left, right)
		}
		return new(big.Rat).Quo(left, right)
	case text[0] == '-':
		return new(big.Rat).Neg(recalculate(t, text[1:], numbers))
	case text[0] == '(':
		return recalculate(t, text[1:len(text)-1], numbers)
	}
	var i int
	if _, err := fmt.Sscanf(text, "N%d", &i); err != nil {
		t.Fatalf("no cell: %q", text)
	}
	return numbers[i].Value
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}
