package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/doc"
)

// place is where a text stands: what would be markup depends on it.
type place int

const (
	inBlock   place = iota // paragraph or list item: a line could also open another block
	inHeading              // behind #
	inCell                 // of a table
	inLink                 // between [ and ]
)

// char is a character of a text with the markup round it.
type char struct {
	c             rune
	bold          bool
	before, after string // ** or <b> that opens before it or closes behind it
}

// escapeText is escape for plain text.
func escapeText(s string, p place) string { return escape([]doc.Inline{doc.Text{S: s}}, p) }

// escape writes text so that GFM renders it as it is, bold included. A line break is
// <br>, with a new line in a block; a backslash would join an address or a backslash
// before it. Empty lines at the ends are dropped.
func escape(in []doc.Inline, p place) string {
	if s, ok := harmless(in, p); ok {
		return s
	}
	return escapeAll(in, p)
}

// escapeAll is escape for text of any characters.
func escapeAll(in []doc.Inline, p place) string {
	text := lines(in)
	e := escaper{place: p}
	for _, l := range text {
		markBold(l)
		for _, c := range l {
			if c.c < 128 {
				e.count[c.c]++
			}
			if c.before != "" {
				e.count['*'] += 2
			}
		}
	}
	out := make([]string, len(text))
	for i, l := range text {
		out[i] = e.line(l)
	}
	joined := strings.Join(out, "<br>")
	if p == inBlock {
		joined = strings.Join(out, "<br>\n")
		joined = strings.ReplaceAll(joined, "\n<br>", "<br>") // a tag alone on its line can open an HTML block
	}
	return joined
}

// harmless is the text of inlines in which nothing could be markup, as most are: no bold, no
// character that [escaper.special] asks about, and no beginning that opens a block.
func harmless(in []doc.Inline, p place) (text string, ok bool) {
	for _, i := range in {
		switch i := i.(type) {
		case doc.Text:
			ok = !i.Bold
		case *doc.Num:
			ok = !i.Bold
		default:
			ok = false
		}
		if !ok {
			return "", false
		}
	}
	text = doc.PlainText(in)
	for _, c := range text {
		if c != ' ' && unicode.IsSpace(c) || c < ' ' || c == utf8.RuneError || strings.IndexByte("\\`$*_~[]<&|", byte(min(c, utf8.RuneSelf))) >= 0 {
			return "", false
		}
	}
	switch {
	case text == "":
		return "", true
	case text[0] == ' ', text[len(text)-1] == ' ', p == inLink:
		return "", false
	case p == inBlock:
		return text, !strings.ContainsRune("#>-+=:0123456789", rune(text[0]))
	case p == inHeading:
		return text, text[len(text)-1] != '#'
	}
	return text, true
}

// lines cuts inlines into lines without blanks at their ends.
func lines(in []doc.Inline) [][]char {
	text := [][]char{nil}
	for _, i := range in {
		bold := false
		switch i := i.(type) {
		case doc.Text:
			bold = i.Bold
		case *doc.Num:
			bold = i.Bold
		}
		for _, c := range doc.PlainText([]doc.Inline{i}) {
			last := &text[len(text)-1]
			switch {
			case c == '\n':
				text = append(text, nil)
			case !unicode.IsSpace(c):
				*last = append(*last, char{c: c, bold: bold})
			case len(*last) > 0:
				if c < ' ' {
					c = ' '
				}
				*last = append(*last, char{c: c, bold: bold})
			}
		}
	}
	for i, l := range text {
		for len(l) > 0 && l[len(l)-1].blank() {
			l = l[:len(l)-1]
		}
		text[i] = l
	}
	for len(text) > 0 && len(text[0]) == 0 {
		text = text[1:]
	}
	for len(text) > 0 && len(text[len(text)-1]) == 0 {
		text = text[:len(text)-1]
	}
	return text
}

func (c char) blank() bool { return unicode.IsSpace(c.c) }

// solid reports whether GFM lets ** open before the character and close behind it,
// whatever stands on the other side.
func (c char) solid() bool { return unicode.IsLetter(c.c) || unicode.IsDigit(c.c) }

// markBold puts markup round the bold runs of a line. ** is not recognised between a
// syllable and a mark, as in **강조(주)**는: such a run is written <b>…</b>.
func markBold(l []char) {
	for from := 0; from < len(l); from++ {
		if !l[from].bold || l[from].blank() {
			continue
		}
		to := from // the last bold character of the run that is no blank
		for i := from; i < len(l) && l[i].bold; i++ {
			if !l[i].blank() {
				to = i
			}
		}
		opens := l[from].solid() || from == 0 || l[from-1].c == ' '
		closes := l[to].solid() || to == len(l)-1 || l[to+1].c == ' '
		tilde := l[from].c == '~' || l[to].c == '~' // cmark-gfm 0.29 looks past it at the character behind
		l[from].before, l[to].after = "**", "**"
		if !opens || !closes || tilde {
			l[from].before, l[to].after = "<b>", "</b>"
		}
		from = to
	}
}

// escaper knows what else stands in the text.
type escaper struct {
	place place
	count [128]int // how often each ASCII character occurs, ** for bold included
}

// line writes one line, word by word. GFM makes a bare address a link and takes its
// characters raw, so that a backslash in it would show: an address that needs one is
// kept from becoming a link by escaping its punctuation too.
func (e *escaper) line(l []char) string {
	opener := -1
	switch e.place {
	case inBlock:
		opener = blockOpener(plain(l))
	case inHeading:
		opener = closingHashes(plain(l))
	}
	var out strings.Builder
	for i := 0; i < len(l); {
		if l[i].c == ' ' { // the only blank that ends an address
			out.WriteByte(' ')
			i++
			continue
		}
		end := i
		changed := e.place == inLink
		for ; end < len(l) && l[end].c != ' '; end++ {
			changed = changed || end == opener || e.special(l, end) || l[end].before+l[end].after != ""
		}
		word := plain(l[i:end])
		unlink := changed && (strings.Contains(word, "://") || strings.Contains(word, "@") || strings.Contains(word, "www."))
		for ; i < end; i++ {
			out.WriteString(l[i].before)
			if i == opener || e.special(l, i) || unlink && strings.ContainsRune(":@.", l[i].c) {
				out.WriteByte('\\')
			}
			out.WriteRune(l[i].c)
			out.WriteString(l[i].after)
		}
	}
	return out.String()
}

func plain(l []char) string {
	var b strings.Builder
	for _, c := range l {
		b.WriteRune(c.c)
	}
	return b.String()
}

// special reports whether the character at i would be taken for markup.
func (e *escaper) special(l []char, i int) bool {
	var prev, next char // zero at the ends of the line
	if i > 0 {
		prev = l[i-1]
	}
	if i+1 < len(l) {
		next = l[i+1]
	}
	switch c := l[i].c; c {
	case '\\':
		return next.c == 0 || asciiPunct(next.c) || next.before != "" || l[i].after != ""
	case '`', '$':
		return e.count[c] > 1
	case '*', '_', '~':
		// One delimiter alone has no partner; one between blanks, or a _ between letters, is none.
		// Bold beside it adds delimiters, and so does the markup of a break beside a line end.
		free := prev.after+l[i].before+l[i].after+next.before == ""
		alone := free && prev.blank() && next.blank()
		inner := free && c == '_' && prev.solid() && next.solid()
		return e.count[c] > 1 && !alone && !inner
	case '[':
		return e.place == inLink
	case ']':
		return e.place == inLink || next.c == '(' || next.c == ':' && e.place == inBlock // link, definition
	case '<':
		return next.c > ' ' && next.c < 128 // a tag or <mail@address>
	case '&':
		return entity.MatchString(plain(l[i:min(i+40, len(l))]))
	case '|':
		return e.place == inCell
	}
	return false
}

var entity = regexp.MustCompile(`^&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);`)

func asciiPunct(c rune) bool {
	return c < 128 && (unicode.IsPunct(c) || unicode.IsSymbol(c))
}

// Lines that would open a block; the group is the character to escape.
var openers = []*regexp.Regexp{
	regexp.MustCompile(`^(#)#{0,5}( |$)`),
	regexp.MustCompile(`^(>)`),
	regexp.MustCompile(`^([-+*])( |$)`),
	regexp.MustCompile(`^[0-9]{1,9}([.)])( |$)`),
	regexp.MustCompile(`^(\[)[ xX]\]`),           // task
	regexp.MustCompile(`^([-=|:*_])[-=|:*_ ]*$`), // rule, underline of a heading, rule of a table
}

// blockOpener is the index of the character to escape at the start of a line, or -1.
// It stands in the ASCII beginning of the line, so that bytes are characters.
func blockOpener(line string) int {
	for _, o := range openers {
		if m := o.FindStringSubmatchIndex(line); m != nil {
			return m[2]
		}
	}
	return -1
}

// closingHashes is the index of a run of # at the end of a heading, which would be dropped, or -1.
func closingHashes(line string) int {
	rest := strings.TrimRight(line, "#")
	if rest == line || rest != "" && !strings.HasSuffix(rest, " ") {
		return -1
	}
	return len([]rune(rest))
}
