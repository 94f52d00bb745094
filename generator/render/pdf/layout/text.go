package layout

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// composer turns document nodes into pieces of text and numbers the structure on the
// way. It walks the document in reading order, so node and slot numbers are that order.
type composer struct {
	fonts   *font.Set
	style   form.Style
	frame   frame
	tree    display.Tree
	slot    int
	diags   []diag.Diagnostic
	classes []font.Class // room for [composer.rank]
	stock   *stocks

	kind   doc.Kind
	places *Places // for directories
}

func newComposer(style form.Style, fonts *font.Set) *composer {
	return &composer{fonts: fonts, style: style, frame: frameOf(style.Page), tree: display.Tree{{}}, stock: stocksPool.Get().(*stocks)}
}

// end gives the stocks back. Nothing that was made of them is of use any more.
func (c *composer) end() {
	c.stock.glyphs.renew()
	c.stock.runs.renew()
	c.stock.lines.renew()
	c.stock.strips.renew()
	c.stock.pieces.renew()
	c.stock.cells.renew()
	c.stock.items.renew()
	stocksPool.Put(c.stock)
	c.stock = nil
}

// node adds an element to the structure tree and returns its index.
func (c *composer) node(kind display.Kind, parent int) int {
	c.slot++
	c.tree = append(c.tree, display.Node{Kind: kind, Parent: parent, Slot: c.slot})
	return len(c.tree) - 1
}

// mark gives the next text of a node its place in reading order.
func (c *composer) mark(node int) display.Mark {
	if node == 0 {
		return display.Artifact
	}
	c.slot++
	return display.Mark{Node: node, Slot: c.slot}
}

// text is a text ready to be broken into lines.
type text struct {
	glyphs []glyph
	runs   []run
}

// run is a stretch of one look and one place in the structure.
type run struct {
	s     string // as it is printed
	color display.Color
	mark  display.Mark
	span  diag.Span
}

// look is how a text is to look where its inlines do not say otherwise.
type look struct {
	bold  bool
	color display.Color
}

func (c *composer) ink() look      { return look{color: display.Color(c.style.Color.Ink)} }
func (c *composer) inkBold() look  { return look{bold: true, color: display.Color(c.style.Color.Ink)} }
func (c *composer) dim() look      { return look{color: display.Color(c.style.Color.Dim)} }
func (l look) with(bold bool) look { l.bold = l.bold || bold; return l }

// inlines makes the text of a node.
func (c *composer) inlines(in []doc.Inline, node int, l look) text {
	var t text
	for i, inline := range in {
		switch inline := inline.(type) {
		case doc.Text:
			own := l.with(inline.Bold)
			if inline.Dim {
				own.color = display.Color(c.style.Color.Dim)
			}
			c.prose(&t, inline, node, own)
		case doc.Break:
			t.glyphs = append(c.stock.glyphs.room(t.glyphs, 1), glyph{r: lineEnd, run: int32(len(t.runs) - 1)})
		case doc.Check:
			own := l
			if !inline.On {
				own.color = display.Color(c.style.Color.Dim)
			}
			if i > 0 {
				c.add(&t, checkGap, node, own, diag.Span{}, false)
			}
			c.add(&t, inline.String(), node, own, inline.Span, true)
		case *doc.Num:
			c.add(&t, inline.String(), c.speaking(node, spokenNum(inline)), l.with(inline.Bold), spanOf(inline), true)
		case doc.Factor, doc.Exact, doc.Equal:
			c.add(&t, doc.PlainText([]doc.Inline{inline}), node, l, diag.Span{}, true)
		default:
			panic(fmt.Sprintf("layout: unknown inline %T", inline))
		}
	}
	c.rank(t.glyphs)
	return t
}

// spanOf is where a figure was typed; a sum has no place.
func spanOf(n *doc.Num) diag.Span {
	if n.Figure == nil {
		return diag.Span{}
	}
	return n.Figure.Span
}

// checkGap parts a choice from what stands before it.
const checkGap = "  "

// add appends a run. A glued run is broken only where nothing else fits.
func (c *composer) add(t *text, s string, node int, l look, at diag.Span, glued bool) {
	if s == "" {
		return
	}
	n := int32(len(t.runs))
	t.runs = append(c.stock.runs.room(t.runs, 1), run{s, l.color, c.mark(node), at})
	t.glyphs = c.stock.glyphs.room(t.glyphs, len(s))
	control := false
	for i, r := range s {
		if r < ' ' && r != lineEnd || r == 0x7f {
			r, control = ' ', true
		}
		g := glyph{r: r, at: int32(i), run: n}
		if glued && i > 0 {
			g.rank = breakTight
		}
		if r != lineEnd {
			face, width, ok := c.fonts.Pick(l.bold, r)
			if !ok {
				c.missing(r, s, i, at)
				continue
			}
			g.face, g.adv = face, uint16(width)
		}
		t.glyphs = append(t.glyphs, g)
	}
	t.glyphs = c.stock.glyphs.back(t.glyphs)
	if control {
		t.runs[n].s = strings.Map(printed, s)
	}
}

// printed is what a character is printed as: control characters are blanks.
func printed(r rune) rune {
	if r != lineEnd && (r < ' ' || r == 0x7f) {
		return ' '
	}
	return r
}

// missing reports a character that no font has.
func (c *composer) missing(r rune, s string, i int, at diag.Span) {
	if at.End-at.Start >= i+utf8.RuneLen(r) { // s may end in a blank that the source does not have
		at = at.Sub(i, i+utf8.RuneLen(r))
	}
	c.diags = append(c.diags, diag.Diagnostic{
		Code:    "E401",
		Span:    at,
		Message: fmt.Sprintf("'%c'(U+%04X) 글자가 글꼴에 없어 인쇄할 수 없습니다", r, r),
		Hints:   []string{"글꼴에 있는 글자로 바꾸어 쓰십시오"},
	})
}

// unplaceable reports text that is wider than its place.
func (c *composer) unplaceable(t text, place string) {
	c.tooBig(t.String(), place, t.span())
}

// span is where the text was written, as far as it was.
func (t text) span() diag.Span {
	for _, r := range t.runs {
		if !r.span.IsZero() {
			return r.span
		}
	}
	return diag.Span{}
}

// tooBig reports a text that its place cannot hold.
func (c *composer) tooBig(s, place string, at diag.Span) {
	c.diags = append(c.diags, diag.Diagnostic{
		Code:    "E402",
		Span:    at,
		Message: fmt.Sprintf("%s 자리가 좁아 '%s'을(를) 넣을 수 없습니다", place, clip(s, 20)),
		Hints:   []string{"서식의 열 너비나 여백을 넓히거나 내용을 줄이십시오"},
	})
}

func clip(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n]) + "…"
	}
	return s
}

// String is the plain text.
func (t text) String() string {
	var b strings.Builder
	for _, g := range t.glyphs {
		b.WriteRune(g.r)
	}
	return b.String()
}

// plain is a text of one look and one run.
func (c *composer) plain(s string, node int, l look) text {
	var t text
	c.add(&t, s, node, l, diag.Span{}, false)
	c.rank(t.glyphs)
	return t
}

// line is a stretch of a text in its place: its baseline starts at (x, y).
type line struct {
	text
	size   int // 1/100 pt
	x, y   display.Length
	goesOn bool // more of what is read with it stands apart from it, with no blank in the text between
}

// goOn makes the last line of strips go on.
func goOn(strips []strip) {
	lines := strips[len(strips)-1].lines
	lines[len(lines)-1].goesOn = true
}

// line sets a stretch of the text.
func (t text) line(s span, size int, x, y display.Length) line {
	return line{text: text{t.glyphs[s.from:s.to], t.runs}, size: size, x: x, y: y}
}

// whole sets the text in one line.
func (t text) whole(size int, x, y display.Length) line {
	return line{text: t, size: size, x: x, y: y}
}

// paint draws the line, shifted by (dx, dy). What stands apart on the page is parted by a blank in
// the text too, or who copies or hears it gets one word; like any blank at the end of a run it has
// no width.
func (l line) paint(ops []display.Op, dx, dy display.Length) []display.Op {
	var em int64
	for i := 0; i < len(l.glyphs); {
		g := l.glyphs[i]
		if g.r == lineEnd {
			i++
			continue
		}
		j, width := i, int64(0)
		for j < len(l.glyphs) && l.glyphs[j].run == g.run && l.glyphs[j].face == g.face && l.glyphs[j].r != lineEnd {
			width += int64(l.glyphs[j].adv)
			j++
		}
		r, last := &l.runs[g.run], l.glyphs[j-1]
		s := r.s[g.at : int(last.at)+utf8.RuneLen(last.r)]
		apart := j == len(l.glyphs) && l.goesOn || j < len(l.glyphs) && l.glyphs[j].r == lineEnd
		if apart && last.r != ' ' && r.mark != display.Artifact {
			s += " "
		}
		ops = append(ops, display.Text{
			X: l.x + dx + display.Length(em*int64(l.size)/100), Y: l.y + dy, W: lineWidth(l.glyphs[i:j], l.size),
			Face: g.face, Size: l.size, Color: r.color, S: s, Mark: r.mark,
		})
		em += width
		i = j
	}
	return ops
}
