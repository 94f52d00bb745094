package wording

import (
	"sort"
	"strings"

	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/prose"
	"budgetbook/generator/source"
)

// kind is where a text stands in the sheet; rules differ by it.
type kind int

const (
	title       kind = iota // 세부사업명
	summary                 // 사업내용(한 줄)
	plan                    // 사업목적, 사업내용, 주요 사업내용, 기대효과: about this year
	basis                   // 사업근거
	history                 // 추진경위
	label                   // 부기, 산출내역, 추진절차
	detail                  // 추진세부내용
	performance             // 추진실적
)

// text is a text of the sheet with its bullets.
type text struct {
	kind  kind
	name  string // Korean, for messages
	value source.Text
	items []item
}

// item is a bullet, or the whole of a text that has none. Its text is in one line.
type item struct {
	text     string
	value    *source.Text
	segments []segment // nil where the text is the value
	children []item
	group    *group // what listRule.read makes of the text; nil until it is asked
}

// segment is a stretch of an item's text that stands in one piece in the value.
type segment struct{ from, at, length int }

// at is the place of the bytes [from, to) of the item's text in the file.
func (i *item) at(from, to int) diag.Span {
	return i.value.Part(i.offset(from), i.offset(to-1)+1)
}

func (i *item) offset(byteAt int) int {
	if i.segments == nil {
		return min(max(byteAt, 0), len(i.value.Value))
	}
	n := sort.Search(len(i.segments), func(n int) bool { return byteAt < i.segments[n].from+i.segments[n].length })
	if n == len(i.segments) {
		return len(i.value.Value)
	}
	return i.segments[n].at + max(byteAt-i.segments[n].from, 0)
}

// texts lists everything of the sheet that is running text, in the order of the form. Of
// labels that are the same only the first is there: one message is enough.
func texts(s *calc.Sheet) []text {
	p := s.Project
	labels := map[string]bool{}
	out := make([]text, 0, 40) // as many as most sheets have
	add := func(k kind, name string, t source.Text) {
		if k == label && labels[t.Value] {
			return
		}
		if t.Given() {
			labels[t.Value] = labels[t.Value] || k == label
			out = append(out, text{k, name, t, []item{{text: t.Value, value: &t}}})
		}
	}
	bullets := func(k kind, name string, t source.Text) {
		if t.Given() {
			parsed, _ := prose.Parse(t) // compose reports what is wrong with bullets
			r := reader{value: &t, flat: strings.ReplaceAll(t.Value, "\t", " ")}
			out = append(out, text{k, name, t, r.items(parsed)})
		}
	}
	add(title, "세부사업명", p.Title)
	add(summary, "사업내용(한 줄)", p.Overview.Summary)
	for i := range p.Lines {
		for _, b := range p.Lines[i].Basis {
			add(label, "부기", b.Label)
			for _, it := range b.Items {
				add(label, "산출내역", it.Label)
			}
		}
	}
	n := &p.Narrative
	bullets(plan, "사업목적", n.Purpose)
	bullets(basis, "법령상 근거", n.LegalBasis)
	bullets(basis, "기타 근거", n.OtherBasis)
	bullets(plan, "사업내용", n.Content)
	bullets(plan, "주요 사업내용", n.MainContent)
	bullets(history, "추진경위", n.History)
	for _, step := range p.Schedule {
		add(label, "추진절차", step.Name)
		add(detail, "추진세부내용", step.Detail)
	}
	for _, y := range p.Performance {
		bullets(performance, "추진실적", y.Text)
	}
	bullets(plan, "향후 기대효과", n.Effect)
	return out
}

// reader finds the pieces of parsed bullets again in their text, which they follow in order.
type reader struct {
	value *source.Text
	flat  string // the value, tabs as blanks: as prose gives it
	at    int
}

func (r *reader) items(parsed []prose.Item) []item {
	if len(parsed) == 0 {
		return nil
	}
	out := make([]item, 0, len(parsed))
	for _, p := range parsed {
		it := item{value: r.value}
		for _, inline := range p.Text {
			piece := inline.(doc.Text).S // prose makes nothing else
			found := strings.Index(r.flat[r.at:], strings.TrimRight(piece, " "))
			if found < 0 {
				panic("wording: prose lost a piece of text: " + piece)
			}
			r.at += found
			it.segments = append(it.segments, segment{len(it.text), r.at, len(piece)})
			it.text += piece // nearly always the only one
			r.at += len(strings.TrimRight(piece, " "))
		}
		it.children = r.items(p.Children)
		out = append(out, it)
	}
	return out
}

// each calls f for every item of the text, parents first.
func (t *text) each(f func(*item)) {
	var walk func([]item)
	walk = func(items []item) {
		for i := range items {
			f(&items[i])
			walk(items[i].children)
		}
	}
	walk(t.items)
}
