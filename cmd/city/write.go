package main

import (
	"fmt"
	"strings"
)

var narrative = []struct{ key, field string }{
	{"purpose", "purpose"}, {"legal_basis", "legal"}, {"other_basis", "other"}, {"content", "content"},
	{"main_content", "main"}, {"history", "history"}, {"effect", "effect"},
}

// toml is the project's file. The order in which blanks are filled is part of what a seed means.
func (p *project) toml(officers [3]string, reason string) string {
	var w strings.Builder
	f := p.fields
	fmt.Fprintf(&w, "schema = 1\nid = %q\ntitle = %q\naccount = %q\nbureau = %q\ndepartment = %q\n", p.id, p.title, account(f), p.bureau, p.department)
	place := strings.Split(f["program"], "/")
	fmt.Fprintf(&w, "program = { field = %q, section = %q, policy = %q, unit = %q }\n", place[0], place[1], place[2], place[3])
	fmt.Fprintf(&w, "\n[overview]\n%s\nsummary = %q\n", cycle(f["cycle"]), p.fill(f["summary"]))
	if !p.cut {
		fmt.Fprintf(&w, "\n[funding]\n")
		sums := make([]int64, len(p.shares))
		for _, l := range p.lines {
			for i, won := range p.split(l.current) {
				sums[i] += won
			}
		}
		for i, s := range p.shares {
			fmt.Fprintf(&w, "%s = %s\n", s.key, underscored(sums[i]))
		}
		if own := percents(f["outside"]); len(own) > 0 { // what those who are helped add, of 100 of the whole
			fmt.Fprintf(&w, "[outside]\nother = %s\n", underscored(part(p.total(), own[0]*100/(100-own[0]))))
		}
	}
	for i, s := range p.shares {
		if p.hasNational() && !p.cut && i < len(p.shares) {
			fmt.Fprintf(&w, "\n[[ratio]]\nsource = %q\nshare = \"%d%%\"\n", s.key, s.part)
		}
	}
	for i, role := range []string{"과장", "팀장", "주무관"} {
		name, phone, _ := strings.Cut(officers[i], " ")
		fmt.Fprintf(&w, "\n[[officer]]\nrole = %q\nname = %q\nphone = %q\n", role, name, phone)
	}
	for _, l := range p.lines {
		p.line(&w, l)
	}
	p.plan(&w)
	fmt.Fprintf(&w, "\n[narrative]\n")
	for _, n := range narrative {
		if f[n.field] != "" {
			fmt.Fprintf(&w, "%s = \"\"\"\n%s\n\"\"\"\n", n.key, p.fill(f[n.field]))
		}
	}
	if reason != "" {
		fmt.Fprintf(&w, "change_reason = \"\"\"\n%s\n\"\"\"\n", reason)
	}
	if f["steps"] != "" && !p.cut {
		p.steps(&w)
	}
	p.past(&w)
	p.settled(&w)
	return w.String()
}

func account(f map[string]string) string {
	if f["account"] != "" {
		return f["account"]
	}
	return "일반회계"
}

// cycle is the tick of 사업기간: a word, or 2023-03~2027-12.
func cycle(text string) string {
	if from, to, ok := strings.Cut(text, "~"); ok {
		return fmt.Sprintf("cycle = [\"기간\"]\nfrom = %q\nto = %q", from, to)
	}
	return fmt.Sprintf("cycle = [%q]", text)
}

func (p *project) line(w *strings.Builder, l line) {
	fmt.Fprintf(w, "\n[[line]]\ncode = %q\nname = %q\nbase = %s\n", l.code, l.name, underscored(l.base))
	if p.hasNational() {
		fmt.Fprintf(w, "base_funding = %s\n", p.funding(l.base))
		if len(l.basis) > 0 {
			fmt.Fprintf(w, "funding = %s\n", p.funding(l.current))
		}
	}
	open := false
	for _, row := range l.basis {
		label, formula, own := strings.Cut(row, "|")
		label, formula = strings.TrimSpace(label), strings.TrimSpace(formula)
		item, isItem := strings.CutPrefix(label, "- ")
		if isItem {
			fmt.Fprintf(w, "    { label = %q, formula = %q },\n", item, formula)
			continue
		}
		if open {
			fmt.Fprintf(w, "  ]\n")
		}
		open = !own
		fmt.Fprintf(w, "  [[line.basis]]\n  label = %q\n", strings.TrimPrefix(label, "○ "))
		if own {
			fmt.Fprintf(w, "  formula = %q\n", formula)
		} else {
			fmt.Fprintf(w, "  item = [\n")
		}
	}
	if open {
		fmt.Fprintf(w, "  ]\n")
	}
}

// plan writes 연차별 투자, 계속비 and 명시이월 where the kind has them. The field holds the parts of
// 100 that go to the years before last, last year, this year and the years to come.
func (p *project) plan(w *strings.Builder) {
	if c := strings.SplitN(p.fields["carry"], " ", 2); len(c) == 2 && !p.cut {
		fmt.Fprintf(w, "\n[carryover]\namount = %s\nreason = %q\n", underscored(part(p.total(), number(c[0]))), c[1])
	}
	parts := percents(p.fields["plan"])
	if len(parts) != 4 {
		return
	}
	current, last := p.split(0), p.split(0)
	for _, l := range p.lines {
		for i, won := range p.split(l.current) {
			current[i] += won
			last[i] += p.split(l.last)[i]
		}
	}
	rest := int64(0)
	for i, s := range p.shares {
		future := part(current[i], 100*parts[3]/parts[2])
		rest += future
		fmt.Fprintf(w, "\n[[plan]]\nsource = %q\ninvested = %s\ninitial = %s\nsupplement = 0\nfuture = %s\n",
			s.key, underscored(part(current[i], 100*parts[0]/parts[2])), underscored(last[i]), underscored(future))
	}
	if p.fields["continuing"] == "" {
		return
	}
	fmt.Fprintf(w, "\n[continuing]\ntotal = %s\nyear = [\n", underscored(p.lastTotal()+p.total()+rest))
	for i, won := range []int64{p.lastTotal(), p.total(), part(rest, 60), rest - part(rest, 60)} {
		fmt.Fprintf(w, "  { year = %d, amount = %s },\n", year-1+i, underscored(won))
	}
	fmt.Fprintf(w, "]\n")
}

// steps writes 추진일정 from rows "1~2 | 20 | 절차 | 세부내용": months, and the part of 100 of the
// money; the last step that has money takes what is left.
func (p *project) steps(w *strings.Builder) {
	type step struct {
		from, to, name, detail string
		won                    int64
	}
	var steps []step
	left, last := p.total(), 0
	for i, row := range strings.Split(p.fill(p.fields["steps"]), "\n") {
		cells := strings.Split(row, "|")
		from, to, _ := strings.Cut(strings.TrimSpace(cells[0]), "~")
		s := step{fmt.Sprintf("%d-%02d", year, number(from)), fmt.Sprintf("%d-%02d", year, number(to)),
			strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3]), part(p.total(), number(strings.TrimSpace(cells[1])))}
		if s.won > 0 {
			last = i
		}
		left -= s.won
		steps = append(steps, s)
	}
	steps[last].won += left
	for _, s := range steps {
		fmt.Fprintf(w, "\n[[schedule]]\nstep = %q\nfrom = %q\nto = %q\namount = %s\ndetail = %q\n", s.name, s.from, s.to, underscored(s.won), s.detail)
	}
}

// past writes 최근 3년 추진실적, drawn anew for each year.
func (p *project) past(w *strings.Builder) {
	first := year - 3
	if from, _, ok := strings.Cut(p.fields["cycle"], "~"); ok {
		first = max(first, int(number(from[:4])))
	}
	p.yearly = true
	for y := first; y < year; y++ {
		text := p.fields[fmt.Sprintf("past%c", 'a'+rune(y-year+3))]
		if text == "" {
			text = p.fields["past"]
		}
		if text == "" || p.fields["cycle"] == "신규" {
			continue
		}
		p.words["읍면동3"] = towns[p.rng.IntN(len(towns))]
		fmt.Fprintf(w, "\n[[performance]]\nyear = %d\ntext = \"\"\"\n%s\n\"\"\"\n", y, p.fill(text))
	}
}
