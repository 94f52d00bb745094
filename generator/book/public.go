package book

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/privacy"
	"budgetbook/generator/source"
	"budgetbook/generator/workers"
)

// A proof holds the finished files of the public edition against the personal data of the
// sources: names and telephone numbers of the officers. The office's main number is not
// personal, nor what [[public_word]] declares an ordinary word.
type proof struct {
	search *privacy.Search
	data   []datum
	own    map[string]bool          // every value of an officer
	digest func() [sha256.Size]byte // of what is searched

	large *workers.Beside // searches large files while others are made

	pieces atomic.Int64 // searched so far

	mu    sync.Mutex
	found map[int][]finding // by datum
	err   error             // of the first file that could not be searched, by its name
}

type datum struct {
	source.Text
	what   string // in Korean, as a subject
	excuse string // what it could be instead
}

type finding struct {
	file  string
	piece int // the later ones of a file have the higher number
	hit   privacy.Hit
}

// newProof gathers the data.
func newProof(b *budget.Book, projects iter.Seq[*budget.Project], jobs int) *proof {
	p := &proof{search: privacy.New(), large: workers.NewBeside(jobs), found: map[int][]finding{}, own: map[string]bool{}}
	open := map[string]bool{} // names and digits that may be seen
	for _, number := range privacy.Phones(b.Contact.Value) {
		open[number] = true
	}
	for _, w := range b.PublicWords {
		open[w.Word.Value] = true
	}
	add := func(what, excuse string, t source.Text, parts []string, search func(string, int)) {
		p.own[t.Value] = true
		if open[t.Value] || !slices.ContainsFunc(parts, func(part string) bool { return !open[part] }) {
			return
		}
		p.data = append(p.data, datum{t, what, excuse})
		search(t.Value, len(p.data)-1)
	}
	p.digest = sync.OnceValue(func() (digest [sha256.Size]byte) {
		h := sha256.New()
		for _, d := range p.data {
			fmt.Fprintf(h, "%s %q\n", d.what, d.Value)
		}
		h.Sum(digest[:0])
		return digest
	})
	for project := range projects {
		for _, o := range project.Officers {
			add("이름이", "누구나 쓰는 낱말이어서", o.Name, []string{o.Name.Value}, p.search.Name)
			add("전화가", "여럿이 쓰는 대표번호여서", o.Phone, privacy.Phones(o.Phone.Value), p.search.Phone)
		}
	}
	return p
}

// unused reports a declared word that is no officer's: it would let through the one who
// bears that name next year.
func (p *proof) unused(b *budget.Book) (ds []diag.Diagnostic) {
	for _, w := range b.PublicWords {
		if !p.own[w.Word.Value] {
			ds = append(ds, diag.Diagnostic{Code: "W350", Span: w.Word.Span,
				Message: "공개해도 된다고 적은 말이 담당자의 이름이나 전화가 아닙니다: " + w.Word.Value,
				Hints:   []string{"이 [[public_word]]를 지우십시오"}})
		}
	}
	return ds
}

// largeFile is the size from which a file is searched while the next one is made, in bytes.
const largeFile = 1 << 20

// file searches a finished file, or a piece of it that ends with a line. What is wrong with it tell
// [proof.wait] and [proof.diagnostics].
func (p *proof) file(name string, data []byte) {
	piece := int(p.pieces.Add(1))
	search := func() {
		hits, err := p.search.File(name, data)
		p.mu.Lock()
		defer p.mu.Unlock()
		if err != nil && (p.err == nil || err.Error() < p.err.Error()) { // workers come as they please
			p.err = err
		}
		for _, h := range hits {
			p.found[h.ID] = append(p.found[h.ID], finding{name, piece, h})
		}
	}
	if len(data) < largeFile {
		search()
	} else {
		p.large.Go(search)
	}
}

// wait returns when all files have been searched; an error says that one could not be.
func (p *proof) wait() error {
	p.large.Wait()
	return p.err
}

// written finds where the sources say the data outside the officers' own fields, by datum:
// that is what the user has to mend.
func (p *proof) written(c *Checked) map[int][]diag.Note {
	notes := map[int][]diag.Note{}
	c.eachText(func(name, text string) {
		p.search.Each([]byte(text), func(from, to, id int) {
			at := diag.Span{File: name, Start: from, End: to}
			if !slices.ContainsFunc(p.data, func(d datum) bool {
				return d.Span.File == name && d.Span.Start <= from && to <= d.Span.End
			}) {
				notes[id] = append(notes[id], diag.Note{Span: at, Message: "원본에 적힌 곳"})
			}
		})
	})
	return notes
}

// diagnostics tells each datum once, with the first places of it.
func (p *proof) diagnostics(c *Checked) (ds []diag.Diagnostic) {
	const shown = 3
	if len(p.found) == 0 {
		return nil
	}
	written := p.written(c)
	for id, d := range p.data {
		found := p.found[id]
		if len(found) == 0 {
			continue
		}
		slices.SortStableFunc(found, func(a, b finding) int { // workers come as they please; those of a file stand in its order
			return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.piece, b.piece))
		})
		type part struct{ file, part string }
		first := map[part]int{} // piece of a file in which a part of it was first found
		found = slices.DeleteFunc(found, func(f finding) bool {
			piece, known := first[part{f.file, f.hit.Part}]
			if !known {
				first[part{f.file, f.hit.Part}] = f.piece
			}
			return known && piece != f.piece
		})
		var hints []string
		for _, f := range found[:min(shown, len(found))] {
			hints = append(hints, fmt.Sprintf("나온 곳: %s(%s): %s", f.file, f.hit.Part, f.hit.Around))
		}
		if more := len(found) - shown; more > 0 {
			hints = append(hints, fmt.Sprintf("그 밖에 %d곳", more))
		}
		ds = append(ds, diag.Diagnostic{Code: "E902", Span: d.Span,
			Message: fmt.Sprintf("담당자의 %s 대시민 공개본에 나와 만들지 않았습니다: %s", d.what, d.Value),
			Hints:   append(hints, `그 글에서 지우십시오. `+d.excuse+` 나온 것이면 book.toml에 [[public_word]] word = "`+d.Value+`" 와 reason(까닭)을 적으십시오`),
			Notes:   written[id][:min(shown, len(written[id]))]})
	}
	return ds
}
