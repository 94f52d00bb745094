package source

import (
	"fmt"
	"strings"

	"budgetbook/generator/diag"
)

// scanner finds where every key and value of a TOML document stands. It is lenient:
// what is TOML is the decoder's to say, and for every document that the decoder
// accepts the scanner must find the same keys ([scanner.keys], held by a fuzz test).
//
// It runs before the decoder and so also keeps from it what the decoder would
// recurse into or multiply without bound.
type scanner struct {
	file  *File
	text  string // as long as file.Text
	pos   int
	root  *Node
	nodes int
	parts []part // of the key at hand
	chunk []Node // not given out yet

	plain bool     // so far all is plain TOML (see [scanner.plainValue]), which needs no decoder
	keys  []string // where not plain: the path of every key in order, its names joined by pathSep

	refused *diag.Diagnostic // why the decoder must not see the document
	open    int              // start of the innermost string, list or table that the failure lies in, or -1
	first   *Node            // a key that is defined twice: the first time …
	second  diag.Span        // … and the second
	bad     []diag.Diagnostic
}

const pathSep = "\x00"

// path leads from the root of the document to a table or value.
type path struct {
	joined string // the names, joined by pathSep; empty while the document is plain
	size   int    // bytes of them
	depth  int    // tables and lists around
}

// scan walks the document. It reports false where it did not understand; pos is
// then where it stopped.
func (s *scanner) scan() bool {
	s.open = -1
	s.root = s.node(Node{kind: table, made: header, at: stretchOf(s.file.firstLine())})
	here, at := s.root, path{}
	for {
		s.skipBlank()
		if s.pos == len(s.text) {
			return true
		}
		ok := false
		if s.text[s.pos] == '[' {
			here, at, ok = s.header()
		} else {
			ok = s.keyValue(here, at)
		}
		if !ok || !s.lineEnd() {
			return false
		}
	}
}

// part is one name of a dotted key.
type part struct {
	name string
	span diag.Span
}

// header reads [a.b] or [[a.b]] and returns the table that follows.
func (s *scanner) header() (*Node, path, bool) {
	start := s.pos
	s.pos++
	many := s.skip('[')
	parts, ok := s.key()
	if !ok || !s.skip(']') || many && !s.skip(']') {
		return nil, path{}, false
	}
	span := s.file.span(start, s.pos)
	to := s.join(path{}, parts)
	if !s.record(to, span) || !s.deeper(len(parts)+1, span) {
		return nil, path{}, false
	}
	n := s.root
	for _, p := range parts[:len(parts)-1] {
		n = s.descend(n, p)
	}
	last := parts[len(parts)-1]
	old := n.child(last.name)
	if !many {
		if old == nil {
			old = n.add(s.node(Node{kind: table, name: last.name}))
		} else if old.kind != table || old.made != implied {
			s.repeated(old, last.span)
			return s.node(Node{kind: table}), to, true
		} else {
			s.plain = false
		}
		old.made, old.key, old.at = header, stretchOf(last.span), stretchOf(span)
		return old, to, true
	}
	if old == nil {
		old = n.add(s.node(Node{kind: list, made: header, name: last.name, key: stretchOf(last.span), at: stretchOf(span)}))
	} else if old.kind != list || old.made != header {
		s.repeated(old, last.span)
		return s.node(Node{kind: table}), to, true
	}
	item := s.node(Node{kind: table, made: header, key: stretchOf(last.span), at: stretchOf(span)})
	old.inner = append(old.inner, item)
	return item, to, true
}

// keyValue reads a.b = value into the table.
func (s *scanner) keyValue(n *Node, to path) bool {
	parts, ok := s.key()
	if !ok || !s.skip('=') {
		return false
	}
	s.skipSpace()
	last := parts[len(parts)-1]
	to = s.join(to, parts)
	if !s.record(to, last.span) || !s.deeper(to.depth, last.span) {
		return false
	}
	for _, p := range parts[:len(parts)-1] {
		s.plain = false
		n = s.descend(n, p)
	}
	v := s.node(Node{name: last.name, key: stretchOf(last.span)})
	if old := n.child(last.name); old != nil {
		s.repeated(old, last.span)
	} else {
		n.add(v)
	}
	return s.value(v, to)
}

// descend goes into a table by name and makes it where a longer key implies it.
func (s *scanner) descend(n *Node, p part) *Node {
	c := n.child(p.name)
	switch {
	case c == nil:
		s.plain = false
		return n.add(s.node(Node{kind: table, name: p.name, key: stretchOf(p.span), at: stretchOf(p.span)}))
	case c.kind == list && c.made == header:
		return c.inner[len(c.inner)-1]
	case c.kind != table || c.made == inline: // an inline table is closed for good
		s.repeated(c, p.span)
		return s.node(Node{kind: table})
	}
	return c
}

// value reads the value at pos into the node.
func (s *scanner) value(n *Node, to path) bool {
	if s.pos == len(s.text) {
		return false
	}
	start := s.pos
	ok := false
	switch s.text[s.pos] {
	case '"', '\'':
		n.kind = text
		t, ok := s.stringValue()
		n.value, n.at = t.Value, stretchOf(t.Span)
		if t.raw != nil {
			n.raw = *t.raw
		}
		return ok
	case '[':
		n.kind, n.made = list, inline
		ok = s.list(n, to)
	case '{':
		n.kind, n.made = table, inline
		ok = s.inlineTable(n, to)
		s.plain = s.plain && !strings.Contains(s.text[start:s.pos], "\n")
	default:
		ok = s.bare()
		n.raw = s.text[start:s.pos]
		s.plainValue(n)
	}
	n.at = stretch{int32(start), int32(s.pos)}
	if !ok && n.kind != scalar {
		s.opened(start)
	}
	return ok
}

func (s *scanner) list(n *Node, to path) bool {
	s.pos++
	to.depth++
	for {
		s.skipBlank()
		if s.skip(']') {
			return true
		}
		at := s.file.span(s.pos, min(s.pos+1, len(s.text)))
		if !s.count(at) || !s.deeper(to.depth, at) {
			return false
		}
		item := s.node(Node{})
		if !s.value(item, to) {
			return false
		}
		n.inner = append(n.inner, item)
		s.skipBlank()
		if s.skip(']') {
			return true
		}
		if !s.skip(',') {
			return false
		}
	}
}

func (s *scanner) inlineTable(n *Node, to path) bool {
	s.pos++
	for {
		s.skipBlank()
		if s.skip('}') {
			s.plain = s.plain && len(n.inner) == 0 // else a comma stands before it
			return true
		}
		if !s.keyValue(n, to) {
			return false
		}
		s.skipBlank()
		if s.skip('}') {
			return true
		}
		if !s.skip(',') {
			return false
		}
	}
}

// bare reads a number, a date or true and false: up to what cannot belong to one.
func (s *scanner) bare() bool {
	start := s.pos
	for s.pos < len(s.text) && (isBare(s.text[s.pos]) || strings.IndexByte("+.:", s.text[s.pos]) >= 0) {
		s.pos++
	}
	// A date and a time may be parted by one space.
	rest := s.text[s.pos:]
	if s.pos-start == len("2006-01-02") && s.text[start+4] == '-' && len(rest) > 1 && rest[0] == ' ' && isDigit(rest[1]) {
		s.pos++
		return s.bare()
	}
	return s.pos > start
}

// join is the path with the parts behind it.
func (s *scanner) join(to path, parts []part) path {
	for _, p := range parts {
		if to.size > 0 {
			to.size += len(pathSep)
		}
		if !s.plain {
			if to.joined != "" {
				to.joined += pathSep
			}
			to.joined += p.name
		}
		to.size += len(p.name)
		to.depth++
	}
	return to
}

// record notes a key in the list that is compared with the decoder's.
func (s *scanner) record(to path, at diag.Span) bool {
	if to.size > maxPath {
		return s.refuse("E008", at, fmt.Sprintf("키 이름이 너무 깁니다: 바깥 표의 이름까지 더해 %s바이트까지 씁니다", thousands(maxPath)),
			"키는 정해진 영문 이름만 쓰고 긴 글은 값에 씁니다")
	}
	if !s.plain {
		s.keys = append(s.keys, to.joined)
	}
	return s.count(at)
}

func (s *scanner) count(at diag.Span) bool {
	s.nodes++
	if s.nodes > maxNodes {
		return s.refuse("E008", at, fmt.Sprintf("값이 너무 많습니다: 한 파일에 %s개까지 씁니다", thousands(maxNodes)),
			"사업마다 파일 하나로 나눕니다")
	}
	return true
}

func (s *scanner) deeper(depth int, at diag.Span) bool {
	if depth > maxDepth {
		return s.refuse("E008", at, fmt.Sprintf("표와 목록이 너무 깊게 겹쳐 있습니다: %d겹까지 씁니다", maxDepth),
			"닫는 괄호가 빠졌거나 점(.)이 잘못 들어갔는지 봅니다")
	}
	return true
}

// node gives out a node of the tree.
func (s *scanner) node(n Node) *Node {
	if len(s.chunk) == 0 {
		s.chunk = make([]Node, 32)
	}
	out := &s.chunk[0]
	s.chunk = s.chunk[1:]
	*out = n
	out.file = s.file
	return out
}

func (s *scanner) refuse(code string, at diag.Span, message, hint string) bool {
	s.refused = &diag.Diagnostic{Code: code, Span: at, Message: message, Hints: []string{hint}}
	return false
}

func (s *scanner) repeated(first *Node, second diag.Span) {
	if s.first == nil {
		s.first, s.second = first, second
	}
}

func (s *scanner) opened(at int) {
	if s.open < 0 {
		s.open = at
	}
}

func (s *scanner) skip(c byte) bool {
	if s.pos < len(s.text) && s.text[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) skipSpace() {
	for s.pos < len(s.text) && (s.text[s.pos] == ' ' || s.text[s.pos] == '\t') {
		s.pos++
	}
}

// skipBlank goes over spaces, line ends and comments.
func (s *scanner) skipBlank() {
	for {
		s.skipSpace()
		s.skipComment()
		if !s.skip('\n') {
			return
		}
	}
}

func (s *scanner) skipComment() {
	if s.pos < len(s.text) && s.text[s.pos] == '#' {
		end := strings.IndexByte(s.text[s.pos:], '\n')
		if end < 0 {
			end = len(s.text) - s.pos
		}
		s.pos += end
	}
}

// lineEnd goes over the rest of a line that may hold no more than a comment.
func (s *scanner) lineEnd() bool {
	s.skipSpace()
	s.skipComment()
	return s.pos == len(s.text) || s.skip('\n')
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isBare(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == '-'
}
