// Package prose reads the narrative of a project (사업목적, 추진경위, …) as finance staff
// write it: bullets, plain paragraphs and **bold**, nothing else. Every other
// character comes out as typed, since budget text is full of what Markdown would
// take for markup: 59,500,000원*2개소, 2024.1~12., 2024. 1. 5., 1), <별표>, _, \.
//
// Lines are read by hand and not by a Markdown library: goldmark's list parser
// opens lists at "2024. " and "1) " (the date is gone), drops lines that are
// indented by four blanks, does not know ○, □ and ·, and takes ○ behind a bullet for
// the rest of that bullet. On bullets that both understand the tests hold the two
// equal.
package prose

import (
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/source"
)

// Item is a bullet or a plain paragraph. It carries no mark: the form decides the
// mark of each level.
type Item struct {
	Bullet   bool
	Text     []doc.Inline // only [doc.Text]; lines are joined by a space
	Children []Item       // bullets and paragraphs indented below it, in order
	Span     diag.Span    // its own text, mark included
}

const (
	MaxDepth = 6     // levels of bullets; forms have marks for fewer
	MaxItems = 5_000 // items of one text
)

// Parse reads bullets and paragraphs.
//
// A bullet is a line that begins with - * ○ · □ (or a look-alike that staff paste: ㅇ ❍ ■ –
// and so on) and a blank; · and ㆍ do without the blank. It belongs to the bullet above that is less
// indented by two columns or more; at equal indentation □ stands above ○, ○ above -,
// - above ·. A line without a mark goes on with the text above it; after an empty line it
// is a paragraph, inside the bullet that it is indented below.
//
// The only diagnostic is E301: deeper than [MaxDepth], which is read as MaxDepth, or
// more than [MaxItems] items, where reading stops.
func Parse(t source.Text) ([]Item, []diag.Diagnostic) {
	all := lines(t.Value)
	r := reader{text: t, root: &block{}, room: make([]block, len(all))}
	for i := range all {
		if !r.add(all[i : i+1 : i+1]) {
			break
		}
	}
	return r.items(r.root.children), r.diags
}

// block is an item under construction.
type block struct {
	line     line   // its first line
	text     []line // the lines of its text, which follow each other
	children []*block
}

type reader struct {
	text  source.Text
	root  *block
	room  []block  // for the blocks to come: no more than there are lines
	open  []*block // the bullets that a following line may belong to, outermost first
	last  *block   // the block that a line without a mark continues, nil after an empty line
	count int
	diags []diag.Diagnostic
	deep  bool // depth is reported once a text
}

// add takes the next line, which is the first of the slice; false ends the reading.
func (r *reader) add(next []line) bool {
	l := next[0]
	switch {
	case l.blank():
		r.last = nil
		return true
	case !l.bullet() && r.last != nil:
		r.last.text = append(r.last.text, l)
		return true
	}
	if r.count++; r.count > MaxItems {
		r.report(l, "글머리 항목이 5,000개를 넘습니다", "글을 줄이거나 여러 항목으로 나누십시오")
		return false
	}
	for len(r.open) > 0 && !r.open[len(r.open)-1].line.above(l) {
		r.open = r.open[:len(r.open)-1]
	}
	if l.bullet() && len(r.open) == MaxDepth {
		if !r.deep {
			r.report(l, "너무 깊은 목록입니다: 글머리가 6단계를 넘습니다", "들여쓰기를 줄여 6단계 안으로 쓰십시오")
		}
		r.deep = true
		r.open = r.open[:MaxDepth-1]
	}
	parent := r.root
	if len(r.open) > 0 {
		parent = r.open[len(r.open)-1]
	}
	b := &r.room[0]
	r.room = r.room[1:]
	b.line = l
	if l.from < l.to {
		b.text = next
	}
	parent.children = append(parent.children, b)
	if l.bullet() {
		r.open = append(r.open, b)
	}
	r.last = b
	return true
}

func (r *reader) report(l line, message, hint string) {
	r.diags = append(r.diags, diag.Diagnostic{
		Code: "E301", Span: r.text.Part(l.start, l.to), Message: message, Hints: []string{hint},
	})
}

// items finishes blocks. A mark with nothing behind it and nothing below it is dropped.
func (r *reader) items(blocks []*block) []Item {
	if len(blocks) == 0 {
		return nil
	}
	out := make([]Item, 0, len(blocks))
	for _, b := range blocks {
		it := Item{Bullet: b.line.bullet(), Text: r.inlines(b.text), Children: r.items(b.children)}
		if len(it.Text) == 0 && len(it.Children) == 0 {
			continue
		}
		end := b.line.to
		if len(b.text) > 0 {
			end = b.text[len(b.text)-1].to
		}
		it.Span = r.text.Part(b.line.start, end)
		out = append(out, it)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
