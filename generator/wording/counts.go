package wording

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"budgetbook/generator/diag"
)

// countsOfLists holds a count against the list in the brackets behind it — 3개 자치구(중랑,
// 서대문, 강남), 10명(남 4명, 여 6명) — and against the lists of the bullets below it.
// Where it is not clear that the list names what is counted, nothing is said.
func (r *listRule) countsOfLists(t *text) (ds []diag.Diagnostic) {
	t.each(func(it *item) {
		found := r.counts(it.text)
		listed := false // a list in brackets decides; what stands below is another matter
		for _, c := range found {
			open := c.to + blanks(it.text[c.to:])
			if open == len(it.text) || it.text[open] != '(' {
				continue
			}
			end := bracket(it.text, open)
			if end < 0 {
				continue
			}
			size, clear := r.sizeOf(c, it.text, open+1, end)
			listed = listed || clear
			if clear && size != c.n {
				d := disagree(it, c, fmt.Sprintf("괄호 안의 목록은 %d", size))
				if l, ok := r.names(it.text, open+1, end); ok {
					if _, second, ok := l.twice(); ok {
						d.Hints = append(d.Hints, fmt.Sprintf("목록에 두 번 있습니다: %q", second.name))
					}
				}
				ds = append(ds, d)
			}
		}
		if !listed {
			ds = append(ds, r.countsOfBullets(it, found)...)
		}
	})
	return ds
}

func disagree(it *item, c count, than string) diag.Diagnostic {
	return diag.Diagnostic{Code: "W370", Span: it.at(c.from, c.to),
		Message: fmt.Sprintf("글에 적힌 수와 목록이 다릅니다: 적힌 수 %s, %s", it.text[c.from:c.to], than),
		Hints:   []string{"수와 목록 가운데 틀린 것을 고치십시오"}}
}

// sizeOf is what the list [from, to) behind a count amounts to; clear is false where the
// brackets hold something else.
func (r *listRule) sizeOf(c count, text string, from, to int) (size int, clear bool) {
	if sum, ok := breakdown(text, from, to, c.counter); ok {
		// 50명(여성 20명, 청년 10명) counts some of them, perhaps twice: only a slip is near.
		return sum, max(sum-c.n, c.n-sum) <= r.Near
	}
	l, ok := r.names(text, from, to)
	size = len(l.entries)
	near := size >= 3 && max(size-c.n, c.n-size) <= r.Near
	switch {
	case !ok || c.kind == ofPersons:
		return 0, false
	case c.kind == ofThings && l.ofPlaces():
		return size, size > c.n // two may stand in one district
	case c.kind == ofThings:
		return size, near && l.sameKind()
	case l.ofPlaces():
		return size, size > 1 && 3*size > c.n && l.fits(c) // fewer are examples, one is where they are
	}
	return size, near
}

// breakdown is the sum of a list of counts: 남 4명, 여 6명.
func breakdown(text string, from, to int, counter string) (sum int, ok bool) {
	parts := 0
	for p := range cut(text, from, to, comma) {
		number := strings.TrimSpace(strings.TrimSuffix(p.name, counter))
		digits := len(number)
		for digits > 0 && digit(number[digits-1]) {
			digits--
		}
		n, err := strconv.Atoi(number[digits:])
		if err != nil || n > 1_000_000 || strings.TrimSpace(number[:digits]) == "" || strings.ContainsAny(number[:digits], "0123456789()+-~.:") {
			return 0, false
		}
		sum += n
		parts++
	}
	return sum, parts >= 2
}

// group is what a bullet below a count lists.
type group struct {
	lists    []list
	counted  int  // Σ of counts that have no list
	declared int  // what the counts before lists say beyond the lists: a fault reported there
	pure     bool // nothing but lists and counts stands there
}

func (g group) size() (n int) {
	for _, l := range g.lists {
		n += len(l.entries)
	}
	return n
}

// countsOfBullets holds the only count of places in a bullet against the bullets below it:
// names (강동, 마포), groups of names (8년차(동작, 용산), 7년차(중구)) and counts (4개구(관악, …)).
// Several readings can be meant — the same names in two steps, a remark on some of them —
// and the count is wrong only where it agrees with none.
func (r *listRule) countsOfBullets(it *item, found []count) []diag.Diagnostic {
	var c *count
	depth, seen := 0, 0 // open brackets up to the count
	for i := range found {
		between := it.text[seen:found[i].from]
		depth, seen = depth+strings.Count(between, "(")-strings.Count(between, ")"), found[i].from
		if found[i].kind != ofPlaces || depth > 0 {
			continue
		}
		if c != nil {
			return nil
		}
		c = &found[i]
	}
	if c == nil || c.loose || strings.HasPrefix(strings.TrimSpace(it.text[c.to:]), "중") {
		return nil
	}
	named, counted, declared, remarked, largest, vague := 0, 0, 0, 0, 0, false
	distinct := map[string]bool{}
	var notes []diag.Note
	countedBullets, bare := 0, true
	for i := range it.children {
		child := &it.children[i]
		g := r.read(child)
		if len(child.children) > 0 {
			return nil // a structure of its own
		}
		if !g.pure {
			for _, o := range r.counts(child.text) {
				if o.kind == ofPlaces {
					remarked += o.n
					countedBullets++
				}
			}
			vague = vague || r.incomplete(child.text)
			continue
		}
		bare = false
		for _, l := range g.lists {
			if !l.fits(*c) {
				return nil
			}
			for _, e := range l.entries {
				distinct[e.name] = true
			}
		}
		named, counted, declared, largest = named+g.size(), counted+g.counted, declared+g.declared, max(largest, g.size())
		if len(notes) < maxNotes {
			notes = append(notes, diag.Note{Span: child.at(0, len(child.text)), Message: fmt.Sprintf("여기의 목록 %d", g.size()+g.counted)})
		}
	}
	size := named + counted
	if bare {
		if countedBullets < 2 || countedBullets != len(it.children) || max(remarked-c.n, c.n-remarked) > r.Near {
			return nil
		}
		size = remarked
	}
	for _, meant := range []int{size, size + declared, size + remarked, len(distinct), len(distinct) + counted, largest} {
		if meant == c.n {
			return nil
		}
	}
	if 3*size <= c.n || vague {
		return nil
	}
	d := disagree(it, *c, fmt.Sprintf("아래 목록은 %d", size))
	d.Notes = notes
	return []diag.Diagnostic{d}
}

// incomplete reports whether a remark says that not all is listed. A word of one syllable
// counts with a blank before it only: 영등포 is no 등.
func (r *listRule) incomplete(text string) bool {
	return slices.ContainsFunc(r.Open, func(word string) bool {
		return strings.Contains(text, " "+word) || utf8.RuneCountInString(word) > 1 && strings.Contains(text, word)
	})
}

// maxNotes keeps a message on the screen.
const maxNotes = 10

// read reads the text of a bullet as lists of places, each perhaps with a label:
// "1차 선정(2012.06) : 성북, 금천", "3단계 : 강동, 마포 / 2단계 : 금천", "9년차(도봉, 강동), 5년차(중구)".
//
// It is asked of a bullet by itself and of the bullets above it, and answered once.
func (r *listRule) read(it *item) group {
	if it.group == nil {
		g := r.readText(it.text)
		it.group = &g
	}
	return *it.group
}

func (r *listRule) readText(text string) (g group) {
	var run list // names since the last label
	flush := func() {
		if len(run.entries) > 0 {
			g.lists = append(g.lists, run)
		}
		run = list{}
	}
	text = strings.TrimRight(text, " ,.")
	for stretch := range cut(text, 0, len(text), slash) {
		flush()
		for p := range cut(text, stretch.from, stretch.to, comma) {
			if colon := lastColon(text, p.from, p.to); colon >= 0 {
				flush()
				p = trimmed(text, colon+1, p.to)
			}
			if e := p; r.name(&e) && r.place(e.name) {
				run.entries = append(run.entries, e)
				run.places++
				continue
			}
			flush()
			if inner, ok := r.labelled(text, p); ok {
				g.lists = append(g.lists, inner)
				if cs := r.counts(p.name); len(cs) == 1 && cs[0].kind == ofPlaces {
					g.declared += cs[0].n - len(inner.entries)
				}
				continue
			}
			if cs := r.counts(p.name); len(cs) == 1 && cs[0].kind == ofPlaces && cs[0].to == len(p.name) {
				g.counted += cs[0].n
				continue
			}
			return group{}
		}
	}
	flush()
	g.pure = len(g.lists) > 0 || g.counted > 0
	return g
}

// labelled reads a label with a list of places in brackets behind it: 9년차(도봉, 강동).
func (r *listRule) labelled(text string, p entry) (list, bool) {
	if !strings.HasSuffix(p.name, ")") {
		return list{}, false
	}
	open := strings.IndexByte(p.name, '(')
	for open >= 0 && bracket(p.name, open) != len(p.name)-1 {
		next := strings.IndexByte(p.name[open+1:], '(')
		if next < 0 {
			return list{}, false
		}
		open += 1 + next
	}
	if open < 1 {
		return list{}, false
	}
	l, ok := r.names(text, p.from+open+1, p.to-1)
	return l, ok && l.places == len(l.entries)
}

// lastColon is the last colon of [from, to) outside brackets, or -1.
func lastColon(text string, from, to int) int {
	last := -1
	for i, r := range unbracketed(text, from, to) {
		if colon(r) {
			last = i
		}
	}
	return last
}
