package formula

import "fmt"

// Spreadsheet writes the expression as a spreadsheet does, without "=": D2*E2/F2.
// number names the cell of the i-th of Numbers, which holds its scaled Value, so
// the text needs no constants. Parentheses stand where the order of working needs
// them and round a sign behind an operator, and nowhere else.
func (f *Formula) Spreadsheet(number func(i int) string) string {
	return spreadsheet(f.root, number)
}

func spreadsheet(n node, cell func(int) string) string {
	// part is n, in parentheses where it binds less than least.
	part := func(n node, least int) string {
		text := spreadsheet(n, cell)
		if binding(n) < least {
			return "(" + text + ")"
		}
		return text
	}
	// signed is the same where a sign must not follow a sign or operator: A1-(-B1).
	signed := func(n node, least int) string {
		text := part(n, least)
		if text[0] == '-' {
			return "(" + text + ")"
		}
		return text
	}
	switch n := n.(type) {
	case number:
		return cell(n.index)
	case negative:
		return "-" + signed(n.of, binds)
	case counted:
		return spreadsheet(n.of, cell)
	case binary:
		own := binding(n)
		// Working goes from left to right, so an equal on the right needs them: a/(b*c).
		return part(n.left, own) + string(n.op) + signed(n.right, own+1)
	default:
		panic(fmt.Sprintf("formula: unknown node %T", n))
	}
}

// How strongly a part holds together, from + to a sign or a cell.
const (
	bindsSum = iota
	bindsProduct
	binds
)

func binding(n node) int {
	switch n := n.(type) {
	case number, negative:
		return binds
	case counted:
		return binding(n.of)
	case binary:
		if n.op == '+' || n.op == '-' {
			return bindsSum
		}
		return bindsProduct
	default:
		panic(fmt.Sprintf("formula: unknown node %T", n))
	}
}
