package formula

// span is a stretch of a formula's text, in bytes.
type span struct{ from, to int }

// node is a part of an expression. It is one of number, negative, binary, counted.
type node interface{ at() span }

// number is the index-th of the formula's numbers.
type number struct {
	index int
	span  span
}

// negative is a part behind △ or a leading minus.
type negative struct {
	of   node
	span span
}

// binary is two parts joined by one of + - * /.
type binary struct {
	op          byte
	left, right node
}

// counted is a part in parentheses; a unit may stand behind it: (60+60/2)월.
type counted struct {
	of   node
	unit span // empty where none is written
	span span // parentheses and unit included
}

func (n number) at() span   { return n.span }
func (n negative) at() span { return n.span }
func (n binary) at() span   { return span{n.left.at().from, n.right.at().to} }
func (n counted) at() span  { return n.span }
