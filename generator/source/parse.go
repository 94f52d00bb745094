package source

import (
	"maps"
	"slices"
	"strings"

	"budgetbook/generator/diag"

	"github.com/BurntSushi/toml"
)

// parse turns the file's text into a tree, nil after an error.
func parse(f *File) (*Node, []diag.Diagnostic) {
	if strings.Count(f.Text, "\n") > maxLines {
		return nil, []diag.Diagnostic{{Code: "E008", Span: f.firstLine(),
			Message: "줄이 너무 많습니다: 한 파일에 " + thousands(maxLines) + "줄까지 씁니다",
			Hints:   []string{"사업마다 파일 하나로 나눕니다"}}}
	}
	text := blankControls(f.Text)
	s := &scanner{file: f, text: text, plain: true}
	if s.scan() && s.plain && s.first == nil {
		return s.root, nil
	}
	return judge(f, text)
}

// judge parses a document that is not plain: the decoder says whether it is TOML, and what
// its values are.
func judge(f *File, text string) (*Node, []diag.Diagnostic) {
	s := &scanner{file: f, text: text}
	understood := s.scan()
	if s.refused != nil {
		return nil, append(s.bad, *s.refused)
	}
	input := s.text
	if !understood {
		// Behind the place where the scanner stopped it vouches for no limit, and
		// the decoder recurses into every bracket: it gets the rest of that line.
		end := min(s.pos+maxPath, len(input))
		if newline := strings.IndexByte(input[s.pos:end], '\n'); newline >= 0 {
			end = s.pos + newline + 1
		}
		input = input[:end]
	}
	values := map[string]any{}
	meta, err := toml.Decode(input, &values)
	if err != nil || !understood {
		return nil, append(s.bad, s.syntaxError(err))
	}
	if s.first != nil {
		return nil, append(s.bad, s.repeatedKey())
	}
	if s.agrees(meta.Keys()) && s.root.fill(values) {
		return s.root, s.bad
	}
	return byLine(f, values), s.bad
}

// agrees reports whether the scanner found the decoder's keys.
func (s *scanner) agrees(keys []toml.Key) bool {
	return slices.EqualFunc(s.keys, keys, func(found string, key toml.Key) bool {
		return found == strings.Join(key, pathSep)
	})
}

// byLine is the tree of a document that scanner and decoder read differently: the
// decoder's values, placed at the first line that begins with their key. No such
// document is known; a wrong column is better than a refused book.
func byLine(f *File, values map[string]any) *Node {
	return lineNode(f, f.firstLine(), values)
}

func lineNode(f *File, at diag.Span, value any) *Node {
	n := &Node{file: f, at: stretchOf(at)}
	switch v := value.(type) {
	case map[string]any:
		n.kind, n.made = table, header
		for _, name := range slices.Sorted(maps.Keys(v)) {
			c := lineNode(f, f.lineOf(name, at), v[name])
			c.name, c.key = name, c.at
			n.add(c)
		}
	case []map[string]any:
		n.kind = list
		for _, item := range v {
			n.inner = append(n.inner, lineNode(f, at, item))
		}
	case []any:
		n.kind = list
		for _, item := range v {
			n.inner = append(n.inner, lineNode(f, at, item))
		}
	case string:
		n.kind = text
		n.value = v
	default:
		n.fill(v)
	}
	return n
}

// lineOf is the first line that begins with the key, or the place of its table.
func (f *File) lineOf(name string, table diag.Span) diag.Span {
	start := 0
	for line := range strings.Lines(f.Text) {
		if strings.HasPrefix(strings.TrimLeft(line, " \t[\"'"), name) {
			return f.span(start, start+len(strings.TrimRight(line, "\n")))
		}
		start += len(line)
	}
	return table
}
