package wording

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// date is a year with a month, perhaps a day, in any of the ways that staff write it. A
// year alone has no style.
var date = regexp.MustCompile(`(?:((?:19|20)[0-9]{2})|(['’‘][0-9]{2}))(\. *|년 *|-|/)([0-9]{1,2})(월|(?:\. *|-|/)[0-9]{1,2})?`)

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
	for _, m := range date.FindAllStringSubmatchIndex(v, -1) {
		month := v[m[8]:m[9]]
		n, err := strconv.Atoi(month)
		before, _ := utf8.DecodeLastRuneInString(v[:m[0]])
		if err != nil || n < 1 || n > 12 || strings.ContainsRune("0123456789.,-", before) && m[0] > 0 || goesOn(v[m[1]:]) {
			continue
		}
		w := written{sample: strings.TrimSpace(v[m[0]:m[1]]), text: t, from: m[0], to: m[1]}
		inMonth := m[10] >= 0 && v[m[10]:m[11]] == "월"
		w.short = m[2] < 0
		switch joint := v[m[6]:m[7]]; {
		case joint == "." || joint == "-" || joint == "/":
			w.joint = joint
		case joint[0] == '.':
			w.joint = ". "
		default:
			w.joint = "년"
		}
		if w.joint == "년" && !inMonth {
			continue // 2024년 5개소
		}
		w.padded = month[0] == '0'
		w.unpadded = len(month) == 1
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

// dates says once a file that dates are written in several ways, or in one that the office
// does not allow.
func dates(rule form.DateRule, file []text) (ds []diag.Diagnostic) {
	allowed := map[style]bool{}
	for _, sample := range rule.Allowed {
		t := text{}
		t.value.Value = sample
		for _, w := range datesIn(&t) {
			allowed[w.style] = true
		}
	}
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
	for i := range file {
		for _, w := range datesIn(&file[i]) {
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
		if len(allowed) == 0 && w.joint == "년" {
			continue // 2024년 1월 is how a sentence says it
		}
		if len(allowed) == 0 || !allowed[w.style] && !allowed[padded] {
			add(w)
		}
	}
	hint := []string{fmt.Sprintf("한 가지로 맞추십시오. 공문서의 표기는 %q 입니다", rule.Recommended)}
	if len(allowed) > 0 {
		hint = []string{"작성요령의 표기로 고치십시오: " + strings.Join(rule.Allowed, ", ")}
	}
	if len(kinds) == 0 || len(allowed) == 0 && len(kinds) < 2 {
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
	if len(allowed) > 0 {
		d.Message = fmt.Sprintf("작성요령에 없는 방식으로 적은 날짜가 있습니다: %s", strings.Join(samples, " / "))
	}
	return []diag.Diagnostic{d}
}
