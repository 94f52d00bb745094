package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/diag"
)

// fault tells why a character may not stand in a book, "" if it may.
type fault string

const (
	control    fault = "제어 문자"
	bidi       fault = "글의 방향을 바꾸는 문자" // would show another text than the file holds
	privateUse fault = "사용자 정의 글자"     // looks different or blank on every machine
)

func faultOf(r rune) fault {
	switch {
	case r == '\n' || r == '\t':
	case ' ' <= r && r <= '~', '가' <= r && r <= '힣': // nearly all
	case unicode.IsControl(r):
		return control
	case '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return bidi
	case unicode.Is(unicode.Co, r):
		return privateUse
	}
	return ""
}

// checkCharacters looks through the whole file, comments too.
func checkCharacters(f *File) (ds []diag.Diagnostic) {
	more := 0
	for i, r := range f.Text {
		why := faultOf(r)
		if why == "" {
			continue
		}
		if len(ds) == maxMarks {
			more++
			continue
		}
		ds = append(ds, badCharacter(r, why, f.span(i, i+utf8.RuneLen(r))))
	}
	if more > 0 {
		last := &ds[len(ds)-1]
		last.Hints = append(last.Hints, fmt.Sprintf("이런 글자가 이 뒤에 %s개 더 있습니다", thousands(int64(more))))
	}
	return ds
}

// checkEscapes looks at what the escapes of a string stand for.
func checkEscapes(t Text) (ds []diag.Diagnostic) {
	for p := range pieces(*t.raw) {
		if p.value == "" || (*t.raw)[p.start] != '\\' || len(ds) == maxMarks {
			continue
		}
		r, _ := utf8.DecodeRuneInString(p.value)
		if why := faultOf(r); why != "" {
			ds = append(ds, badCharacter(r, why, t.Span.Sub(p.start, p.end)))
		}
	}
	return ds
}

func badCharacter(r rune, why fault, at diag.Span) diag.Diagnostic {
	d := diag.Diagnostic{Code: "E007", Span: at,
		Message: fmt.Sprintf("쓸 수 없는 글자가 있습니다: %s U+%04X", why, r),
		Hints:   []string{"보이지 않는 글자이므로 그 자리를 지우고 앞뒤 글자를 다시 입력합니다"}}
	if why == privateUse {
		d.Code = "W013"
		d.Message = fmt.Sprintf("글꼴마다 다르게 보이는 글자가 있습니다: %s U+%04X", why, r)
		d.Hints = []string{"한글 문서의 글머리표를 복사한 것이면 ○, -, ㆍ 같은 보통 글자로 바꿉니다"}
	}
	return d
}

// blankControls puts a blank for every control character that the decoder would
// refuse, so that it goes on and the other errors are found. Places do not move: all
// of these take one byte.
func blankControls(text string) string {
	clean := true
	for i := range len(text) { // byte by byte: no other character has such a byte
		clean = clean && !isASCIIControl(rune(text[i]))
	}
	if clean {
		return text
	}
	return strings.Map(func(r rune) rune {
		if isASCIIControl(r) {
			return ' '
		}
		return r
	}, text)
}

func isASCIIControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }
