package wording

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// alikes says once a file and kind that characters which look alike are mixed, or that one
// stands there which no office means, at the first that should go.
func alikes(rules []form.Alike, file []*text, seen *letters) (ds []diag.Diagnostic) {
	for _, kind := range rules {
		first, good := map[string]spot{}, 0 // first place and how many, by character
		for _, g := range kind.Good {
			if p, ok := firstOf(file, g, seen); ok {
				first[g] = p
				good++
			}
		}
		bad := kind.Bad
		if good > 1 {
			bad = append(append([]string(nil), minor(kind.Good, first)...), kind.Bad...)
		}
		var told []string
		var at *spot
		for _, b := range bad {
			if p, ok := firstOf(file, b, seen); ok {
				told = append(told, fmt.Sprintf("%s(%s) %d곳", b, codePoint(b), p.times))
				if at == nil || p.span.Start < at.span.Start {
					at = &p
				}
			}
		}
		if at == nil {
			continue
		}
		ds = append(ds, diag.Diagnostic{Code: "W375", Span: at.span,
			Message: fmt.Sprintf("%s 모양의 글자가 섞여 있습니다: %s", kind.Name, strings.Join(told, ", ")),
			Hints:   []string{fmt.Sprintf("%s(%s)로 맞추십시오", usual(kind.Good, first), codePoint(usual(kind.Good, first)))}})
	}
	return ds
}

// spot is where a character first stands in a file, and how often it does.
type spot struct {
	span  diag.Span
	times int
}

// firstOf looks at the items, not at the marks before them, which the form replaces, and
// not at the name of the project, which other systems hold as it is.
func firstOf(file []*text, what string, seen *letters) (p spot, ok bool) {
	if !seen.have(what) {
		return p, false
	}
	for _, t := range file {
		if t.kind == title {
			continue
		}
		t.each(func(it *item) {
			if at := strings.Index(it.text, what); at >= 0 {
				if !ok {
					p.span, ok = it.at(at, at+len(what)), true
				}
				p.times += strings.Count(it.text, what)
			}
		})
	}
	return p, ok
}

// usual is the good character that stands there most often; the first where none does.
func usual(good []string, first map[string]spot) string {
	best := good[0]
	for _, g := range good {
		if first[g].times > first[best].times {
			best = g
		}
	}
	return best
}

func minor(good []string, first map[string]spot) (out []string) {
	for _, g := range good {
		if g != usual(good, first) {
			out = append(out, g)
		}
	}
	return out
}

func codePoint(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	return fmt.Sprintf("U+%04X", r)
}

// lost is a question mark where a character was that another program could not read:
// 시？군비, ？지방재정법. A question mark of a sentence has a blank or the end behind it.
var lost = regexp.MustCompile(`[？\x{FFFD}]\p{L}|\p{Hangul}\?\p{Hangul}`)

func lostCharacters(t *text, seen *letters) (ds []diag.Diagnostic) {
	if !seen.have("？") && !seen.have("?") && !seen.have("\uFFFD") || !strings.ContainsAny(t.value.Value, "？?\uFFFD") {
		return nil
	}
	at := lost.FindStringIndex(t.value.Value)
	if at == nil {
		return nil
	}
	n := len(lost.FindAllString(t.value.Value, -1))
	mark := at[0] + strings.IndexAny(t.value.Value[at[0]:], "？\uFFFD?")
	_, size := utf8.DecodeRuneInString(t.value.Value[mark:])
	return []diag.Diagnostic{{Code: "W376", Span: t.value.Part(mark, mark+size),
		Message: fmt.Sprintf("다른 글자가 물음표로 바뀐 듯합니다: %d곳", n),
		Hints:   []string{"가운뎃점이나 낫표(「 」)가 있던 자리인지 원본을 보고 고치십시오"}}}
}

// pairs of quotes and brackets. An apostrophe before a year (’15.5.19) closes nothing.
var pairs = []struct {
	open, close rune
	name        string
}{{'(', ')', "괄호"}, {'「', '」', "낫표"}, {'『', '』', "겹낫표"}, {'“', '”', "큰따옴표"}, {'‘', '’', "작은따옴표"}, {'[', ']', "대괄호"}}

// unclosed finds an opening quote or bracket that nothing in its bullet closes.
func unclosed(t *text, seen *letters) (ds []diag.Diagnostic) {
	t.each(func(it *item) {
		for _, p := range pairs {
			if !seen.have(string(p.open)) || !strings.ContainsRune(it.text, p.open) {
				continue
			}
			depth, from := 0, 0
			for i, r := range it.text {
				next, _ := utf8.DecodeRuneInString(it.text[i+utf8.RuneLen(r):])
				switch {
				case r == p.open && p.open == '‘' && unicode.IsDigit(next): // typed for ’
				case r == p.open:
					if depth == 0 {
						from = i
					}
					depth++
				case r == p.close && depth > 0 && !(r == '’' && unicode.IsDigit(next)):
					depth--
				}
			}
			if depth > 0 {
				ds = append(ds, diag.Diagnostic{Code: "W379", Span: it.at(from, from+utf8.RuneLen(p.open)),
					Message: fmt.Sprintf("%s가 닫히지 않았습니다: %c", p.name, p.open),
					Hints:   []string{fmt.Sprintf("%c 를 넣거나 %c 를 지우십시오", p.close, p.open)}})
			}
		}
	})
	return ds
}

// words says once a file and word that another is the one to use.
func words(list, units []form.Word, file []*text, seen *letters) (ds []diag.Diagnostic) {
	say := func(w form.Word, fits func(before, after rune) bool) {
		if !seen.have(w.Bad) {
			return
		}
		times := 0
		var at diag.Span
		for _, t := range file {
			for from := 0; ; {
				i := strings.Index(t.value.Value[from:], w.Bad)
				if i < 0 || w.Bad == "" {
					break
				}
				start, end := from+i, from+i+len(w.Bad)
				from = end
				before, _ := utf8.DecodeLastRuneInString(t.value.Value[:start])
				after, _ := utf8.DecodeRuneInString(t.value.Value[end:])
				if !fits(before, after) {
					continue
				}
				if times == 0 {
					at = t.value.Part(start, end)
				}
				times++
			}
		}
		if times > 0 {
			ds = append(ds, diag.Diagnostic{Code: "W378", Span: at,
				Message: fmt.Sprintf("작성요령에서 쓰지 않는 표기입니다: %s %d곳", w.Bad, times),
				Hints:   []string{fmt.Sprintf("%q (으)로 적으십시오", w.Good)}})
		}
	}
	for _, w := range list {
		say(w, func(before, _ rune) bool { return !unicode.IsLetter(before) || before == utf8.RuneError })
	}
	for _, u := range units {
		say(u, func(before, after rune) bool {
			return unicode.IsDigit(before) && !unicode.IsDigit(after) && !(unicode.IsLetter(after) && after < 0x80)
		})
	}
	return ds
}
