package wording

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// parts are those of a date: a year with a month, perhaps a day, in any of the ways that
// staff write it. A year alone has no style.
type parts struct {
	year  string // 2021, ’21
	joint string // what stands between year and month
	month string
	tail  string // 월, or the day with what stands before it
}

func (p parts) len() int { return len(p.year) + len(p.joint) + len(p.month) + len(p.tail) }

// dateAt reads the date that the text begins with:
//
//	("19" | "20" | "'" | "’" | "‘") D D (joint | "년" {" "}) D [D] ["월" | joint D [D]]
//	joint = "." {" "} | "-" | "/"
func dateAt(text string) (p parts, ok bool) {
	take := func(n int) (head string) {
		head, text = text[:n], text[n:]
		return head
	}
	century := 0
	for _, c := range []string{"19", "20", "'", "’", "‘"} {
		if strings.HasPrefix(text, c) {
			century = len(c)
		}
	}
	if century == 0 || digits(text[century:]) < 2 {
		return p, false
	}
	p.year = take(century + 2)
	if strings.HasPrefix(text, "년") {
		p.joint = take(len("년") + blanks(text[len("년"):]))
	} else {
		p.joint = take(joint(text))
	}
	p.month = take(digits(text))
	if strings.HasPrefix(text, "월") {
		p.tail = "월"
	} else if n := joint(text); n > 0 && digits(text[n:]) > 0 {
		p.tail = take(n + digits(text[n:]))
	}
	return p, p.joint != "" && p.month != ""
}

// digits is how many digits the text begins with, at most two.
func digits(text string) (n int) {
	for n < min(len(text), 2) && digit(text[n]) {
		n++
	}
	return n
}

// joint is the length of what parts the numbers of a date, 0 where the text begins otherwise.
func joint(text string) int {
	switch {
	case text == "":
		return 0
	case text[0] == '.':
		return 1 + blanks(text[1:])
	case text[0] == '-', text[0] == '/':
		return 1
	}
	return 0
}

// style is a way to write dates: what two dates of one hand have in common.
type style struct {
	short  bool   // ’21
	joint  string // "." ". " 년 - /
	padded bool   // 2024.05; false too where the month has two digits anyway
	word   bool   // 2021.6월
}

// written is a date in a text.
type written struct {
	style
	sample   string
	unpadded bool // the month is one digit, so padding would show
	text     *text
	from, to int
}

func (w written) span() diag.Span { return w.text.value.Part(w.from, w.to) }

// datesIn finds the dates of a text.
func datesIn(t *text) (out []written) {
	v := t.value.Value
	for at := 0; at < len(v); {
		from := at
		at++
		if c := v[from]; c != '1' && c != '2' && c != '\'' && c != "’"[0] {
			continue // no date begins so
		}
		p, ok := dateAt(v[from:])
		if !ok {
			continue
		}
		at = from + p.len()
		n, _ := strconv.Atoi(p.month)
		before, _ := utf8.DecodeLastRuneInString(v[:from])
		if n < 1 || n > 12 || strings.ContainsRune("0123456789.,-", before) && from > 0 || goesOn(v[at:]) {
			continue
		}
		w := written{sample: strings.TrimSpace(v[from:at]), text: t, from: from, to: at}
		inMonth := p.tail == "월"
		w.short = !digit(p.year[0])
		switch {
		case p.joint == "." || p.joint == "-" || p.joint == "/":
			w.joint = p.joint
		case p.joint[0] == '.':
			w.joint = ". "
		default:
			w.joint = "년"
		}
		if w.joint == "년" && !inMonth {
			continue // 2024년 5개소
		}
		w.padded = p.month[0] == '0'
		w.unpadded = len(p.month) == 1
		w.word = inMonth && w.joint != "년"
		out = append(out, w)
	}
	return out
}

// goesOn reports whether a date was the head of something else: 2,012.5㎡, 2024.123, 2024. 5개소.
func goesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && (unicode.IsLetter(r) && !strings.ContainsRune("월일부까에자", r) || unicode.IsDigit(r) || strings.ContainsRune("%㎡㎥", r))
}

// allowed are the styles of the samples that the office gives.
func allowed(rule form.DateRule) map[style]bool {
	out := map[style]bool{}
	for _, sample := range rule.Allowed {
		t := text{}
		t.value.Value = sample
		for _, w := range datesIn(&t) {
			out[w.style] = true
		}
	}
	return out
}

// dates says once a file that dates are written in several ways, or in one that the office
// does not allow.
func (r *Rules) dates(file []*text) (ds []diag.Diagnostic) {
	var kinds []written // the first date of each style, in the order of the text
	clear := map[style]bool{}
	add := func(w written) {
		for _, k := range kinds {
			if k.style == w.style {
				return
			}
		}
		kinds = append(kinds, w)
	}
	var all []written
	for _, t := range file {
		for _, w := range datesIn(t) {
			all = append(all, w)
			if w.padded || w.unpadded {
				clear[w.style] = true
			}
		}
	}
	for _, w := range all {
		padded := w.style
		padded.padded = true
		if !w.padded && !w.unpadded && !clear[w.style] && clear[padded] {
			w.style = padded // 2024.10 goes with 2024.05
		}
		if len(r.allowed) == 0 && w.joint == "년" {
			continue // 2024년 1월 is how a sentence says it
		}
		if len(r.allowed) == 0 || !r.allowed[w.style] && !r.allowed[padded] {
			add(w)
		}
	}
	hint := []string{fmt.Sprintf("한 가지로 맞추십시오. 공문서의 표기는 %q 입니다", r.Date.Recommended)}
	if len(r.allowed) > 0 {
		hint = []string{"작성요령의 표기로 고치십시오: " + strings.Join(r.Date.Allowed, ", ")}
	}
	if len(kinds) == 0 || len(r.allowed) == 0 && len(kinds) < 2 {
		return nil
	}
	var samples []string
	var notes []diag.Note
	for _, k := range kinds {
		samples = append(samples, k.sample)
		if len(notes) < maxNotes {
			notes = append(notes, diag.Note{Span: k.span(), Message: k.sample})
		}
	}
	d := diag.Diagnostic{Code: "W377", Span: kinds[0].span(), Hints: hint, Notes: notes[1:],
		Message: fmt.Sprintf("날짜를 적는 방식이 %d가지 섞여 있습니다: %s", len(kinds), strings.Join(samples, " / "))}
	if len(r.allowed) > 0 {
		d.Message = fmt.Sprintf("작성요령에 없는 방식으로 적은 날짜가 있습니다: %s", strings.Join(samples, " / "))
	}
	return []diag.Diagnostic{d}
}
