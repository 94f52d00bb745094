package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"budgetbook/generator/diag"

	"github.com/BurntSushi/toml"
	"pgregory.net/rapid"
)

// checkParse holds what is true of any bytes: places lie in the file, and where the
// decoder accepts the document, scanner and decoder agree. It reports whether it did.
func checkParse(t interface{ Fatalf(string, ...any) }, data []byte) bool {
	f, ds := Parse("a.toml", data)
	var p project
	ds = append(ds, Decode(f, &p)...)
	inside := func(sp diag.Span) {
		if sp.Start < 0 || sp.End < sp.Start || sp.End > len(f.Text) {
			t.Fatalf("span %v outside of %d bytes of %q", sp, len(f.Text), data)
		}
		if !utf8.ValidString(f.Text[sp.Start:sp.End]) {
			t.Fatalf("span %v cuts a character of %q", sp, data)
		}
	}
	for _, d := range ds {
		inside(d.Span)
		for _, n := range d.Notes {
			inside(n.Span)
		}
	}
	if f.Root == nil {
		if !diag.HasErrors(ds) {
			t.Fatalf("refused without an error: %q", data)
		}
	} else {
		walk(f.Root, "", func(path string, n *Node) {
			inside(n.place())
			inside(n.span())
			if n.kind != text {
				return
			}
			last := n.span().Start
			for i, r := range n.value {
				part := n.text().Part(i, i+utf8.RuneLen(r))
				inside(part)
				if part.Start < last || part.Start == part.End {
					t.Fatalf("%s: character %q of %q at %v, the last one ended at %d", path, r, n.value, part, last)
				}
				last = part.End
			}
		})
	}
	if _, _, ok := decodeText("a.toml", data); !ok {
		return false
	}
	checkPlain(t, blankControls(f.Text))
	s := &scanner{file: f, text: blankControls(f.Text)}
	understood := s.scan()
	if s.refused != nil {
		return false
	}
	values := map[string]any{}
	meta, err := toml.Decode(s.text, &values)
	if err != nil {
		return false
	}
	switch {
	case !understood:
		t.Fatalf("the decoder accepts what the scanner does not: %q", s.text)
	case s.first != nil:
		return false
	case !s.agrees(meta.Keys()):
		t.Fatalf("scanner %q, decoder %v: %q", s.keys, meta.Keys(), s.text)
	case !s.root.fill(values):
		t.Fatalf("other values than the decoder: %q", s.text)
	}
	return true
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a = 1\nb.c = 'x'\n[[d]]\ne = { f = [1, [\"가\"]] }\n[d.g]\nh = 2024-01-01 10:00:00\n",
		"a = \"\"\"\nx \\\n  y\\u1234\"\"\"\"\"\nb = '''\n'''\n",
		"\ufeffa = \"\\x41\\e\"\r\n[a.'b'.\"c\"] # 주석\r\n",
		"a = [1,\n# x\n{b=1,},]\n", "a = \"b\n", "a = [[[[", "사업 = 1", "a = 63,000",
		"\xff\xfea\x00", "\xb0\xa1 = 1", "a.b = 1\na = 2\n", "[a]\n[[a]]\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkParse(t, data) })
}

// TestRandomDocuments writes TOML of all shapes. Names are few, so that headers meet.
func TestRandomDocuments(t *testing.T) {
	name := rapid.SampledFrom([]string{"a", "b", "c", "d1", "e-f", "g_h", `"가 나"`, `'i.j'`, `"\u0041"`})
	space := rapid.SampledFrom([]string{"", "", " ", "\t"})
	blank := rapid.SampledFrom([]string{"", "", " ", "\n", " # 주석 ] } \"\n", "\n\n\t"})
	dotted := rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(name, 1, 3).Draw(t, "parts")
		return strings.Join(parts, space.Draw(t, "before")+"."+space.Draw(t, "after"))
	})
	plain := rapid.SampledFrom([]string{
		"1", "-63_000_000", "0x1F", "0b1", "0o7", "1.5", "-1e3", "inf", "nan", "true", "false",
		"2024-01-01", "2024-01-01 10:00:00", "2024-01-01T10:00:00+09:00", "10:00:00", "10:00",
		`""`, `"가"`, `"\""`, `"\\"`, `"\t\uAC00 # ]"`, `''`, `'\'`, `'"'`, `""""""`, "\"\"\"\n가\n\"\"\"", `""""x"""""`,
		"\"\"\"a\\\n\n   b\\\\\"\"\"", "''''''", "'''\n''x'''", `'''x'''''`, "\"\"\"\\\"\"\"\"\"\"",
	})
	var value func(depth int) *rapid.Generator[string]
	value = func(depth int) *rapid.Generator[string] {
		if depth == 0 {
			return plain
		}
		return rapid.Custom(func(t *rapid.T) string {
			var b strings.Builder
			gap := func() { b.WriteString(blank.Draw(t, "blank")) }
			n := rapid.IntRange(0, 3).Draw(t, "n")
			switch rapid.IntRange(0, 3).Draw(t, "shape") {
			case 0:
				b.WriteByte('[')
				for i := range n {
					gap()
					b.WriteString(value(depth-1).Draw(t, "item"))
					gap()
					if i < n-1 || rapid.Bool().Draw(t, "trailing") {
						b.WriteByte(',')
					}
				}
				gap()
				b.WriteByte(']')
			case 1:
				b.WriteByte('{')
				for i := range n {
					gap()
					b.WriteString(dotted.Draw(t, "key") + space.Draw(t, "s") + "=" + space.Draw(t, "s"))
					b.WriteString(value(depth-1).Draw(t, "value"))
					gap()
					if i < n-1 || rapid.Bool().Draw(t, "trailing") {
						b.WriteByte(',')
					}
				}
				gap()
				b.WriteByte('}')
			default:
				b.WriteString(plain.Draw(t, "plain"))
			}
			return b.String()
		})
	}
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 6).Draw(t, "lines") {
			b.WriteString(blank.Draw(t, "blank") + space.Draw(t, "indent"))
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				b.WriteString("[" + dotted.Draw(t, "table") + "]")
			case 1:
				b.WriteString("[[" + dotted.Draw(t, "list") + "]]")
			default:
				b.WriteString(dotted.Draw(t, "key") + " = " + value(3).Draw(t, "value"))
			}
			b.WriteString(space.Draw(t, "end") + "\n")
		}
		if checkParse(t, []byte(b.String())) {
			accepted++
		}
	})
	if accepted < 20 {
		t.Errorf("only %d of the documents were TOML: the test shows little", accepted)
	}
}
