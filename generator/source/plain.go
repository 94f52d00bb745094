package source

// Plain TOML is what clerks write nearly always, and what no decoder could read in another
// way: bare keys, each once, under headers whose parents stand above them; strings without
// escapes; whole numbers such as -63_000_000, true and false; lists and tables of these, a
// table in { } on one line. A scanner that has seen nothing else gives the values by
// itself (the tests hold them against the decoder's); any other document goes to the decoder.

// plainValue gives a bare value its kind, and a document that is not plain away.
func (s *scanner) plainValue(n *Node) {
	if !s.plain {
		return
	}
	switch n.raw {
	case "true":
		n.kind, n.num = boolean, 1
	case "false":
		n.kind = boolean
	default:
		n.num, s.plain = plainInteger(n.raw)
		n.kind = integer
	}
}

// plainInteger reads digits with a minus before them and single underscores between them.
func plainInteger(raw string) (n int64, ok bool) {
	const most = 18 // digits that every int64 can hold
	digits := raw
	if raw != "" && raw[0] == '-' {
		digits = raw[1:]
	}
	if digits == "" || digits[0] == '0' && raw != "0" || digits[len(digits)-1] == '_' {
		return 0, false
	}
	count := 0
	for i := range len(digits) {
		switch c := digits[i]; {
		case isDigit(c):
			n = 10*n + int64(c-'0')
			if count++; count > most {
				return 0, false
			}
		case c != '_' || i == 0 || digits[i-1] == '_':
			return 0, false
		}
	}
	if len(digits) < len(raw) {
		n = -n
	}
	return n, true
}
