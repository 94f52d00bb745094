package source

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"budgetbook/generator/diag"

	"github.com/BurntSushi/toml"
)

// repeatedKey reports a key that is defined twice. The decoder accepts some of these
// (v1.6.0: `a.b = 1` and then `a = 2`) and drops a value.
func (s *scanner) repeatedKey() diag.Diagnostic {
	return diag.Diagnostic{Code: "E003", Span: s.second,
		Message: "같은 키가 두 번 있습니다: " + shorten(s.text[s.second.Start:s.second.End]),
		Hints:   []string{"하나를 지우거나, 되풀이되는 표라면 머리를 [[표]]처럼 대괄호 두 겹으로 씁니다"},
		Notes:   []diag.Note{{Span: s.first.place(), Message: "먼저 나온 곳"}}}
}

// mistake is a way in which people write TOML wrongly.
type mistake struct {
	english string         // in the decoder's message (BurntSushi/toml v1.6.0), "" for any
	here    *regexp.Regexp // at the place, nil for any text
	message string
	hint    string
}

// The first that fits is told. Where here is set, the place is what it matches.
var mistakes = []mistake{
	{"strings cannot contain newlines", nil, "따옴표가 닫히지 않았습니다", `글 끝에 "를 넣고, 여러 줄이면 """ 로 열고 닫습니다`},
	{`expected '"'`, nil, "따옴표가 닫히지 않았습니다", `글 끝에 "를 넣습니다`},
	{`expected "'"`, nil, "따옴표가 닫히지 않았습니다", `글 끝에 '를 넣습니다`},
	{"unexpected EOF; expected", regexp.MustCompile(`^("""|''')`), "여러 줄 글이 닫히지 않았습니다", "글 끝에 여는 것과 같은 따옴표 셋을 넣습니다"},
	{"unexpected EOF", regexp.MustCompile(`^\[`), "목록이 닫히지 않았습니다", `["가", "나"] 처럼 ]로 닫습니다`},
	{"end of file", regexp.MustCompile(`^\{`), "{가 닫히지 않았습니다", `{ label = "…", formula = "…" } 처럼 }로 닫습니다`},
	{"invalid escape", regexp.MustCompile(`^\\.?`), `글 안의 역슬래시(\)는 그대로 쓸 수 없습니다`, `\\ 처럼 두 번 쓰거나 '…' 처럼 작은따옴표로 감쌉니다`},
	{"hexadecimal digits", nil, `\x, \u, \U 뒤의 글자 번호가 맞지 않습니다`, `\\ 처럼 두 번 쓰거나 글자를 그대로 씁니다`},
	{"Escaped character", nil, `\u 뒤의 글자 번호가 맞지 않습니다`, "글자를 그대로 씁니다"},
	{"cannot have leading zeroes", regexp.MustCompile(`^[-+]?0[\d_.]*`), "수는 0으로 시작할 수 없습니다", `부호나 번호라면 "07" 처럼 따옴표로 감쌉니다`},
	{"out of range for int64", regexp.MustCompile(`^[-+\w]+`), "수가 너무 큽니다", "단위가 원인지 확인합니다"},
	{"invalid datetime", regexp.MustCompile(`^[^\s,\]}#]+`), "날짜로 읽을 수 없습니다", `날짜와 전화번호는 "2024-01-02" 처럼 따옴표로 감쌉니다`},
	{"Invalid float", regexp.MustCompile(`^\d[\d.]*\.\d[\d.]*`), "수에 점이 잘못 들어 있습니다", "천 단위는 63_000_000 처럼 밑줄로 끊습니다"},
	{"underscores must be surrounded", regexp.MustCompile(`^[-+\w]+`), "밑줄은 숫자와 숫자 사이에만 씁니다", "63_000_000 처럼 씁니다"},
	{"", regexp.MustCompile(`^[\x{a0}\x{2000}-\x{200d}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}]+`), "보이지 않는 빈칸 글자가 있습니다", "그 자리를 지우고, 빈칸이 있어야 하면 자판으로 다시 넣습니다(다른 문서에서 옮겨 붙인 것입니다)"},
	{"", regexp.MustCompile(`^[\d０-９_,，]*[０-９][\d０-９_,，]*`), "수에 전각 숫자가 있습니다", "자판의 숫자로 63_000_000 처럼 씁니다"},
	{"expected value but found", regexp.MustCompile(`^[△▲]\s?[\d,_]*`), "△는 글 안에서만 씁니다", "줄어드는 금액은 -1_000 처럼 - 를 앞에 씁니다"},
	{"expected value but found", regexp.MustCompile(`^[“”‘’＂＇「『《〈][^\n]*`), "글을 감싸는 따옴표가 곧은 따옴표가 아닙니다", `"…" 처럼 자판의 큰따옴표로 바꿉니다`},
	{"expected value but found", regexp.MustCompile(`^(?i:true|false)\b`), "참과 거짓은 소문자로 씁니다", "true 또는 false"},
	{"expected value but found", regexp.MustCompile(`^[A-Za-z0-9_.-]+\s*=`), "목록이 ]로 닫히지 않은 채 다음 키가 나옵니다", `["가", "나"] 처럼 닫습니다`},
	{"expected value", regexp.MustCompile(`^\pL[^\n#,}\]]*`), "글이 따옴표로 싸여 있지 않습니다", `"…" 처럼 큰따옴표로 감쌉니다`},
	{"expected value", regexp.MustCompile(`^$`), "= 뒤에 값이 없습니다", `값을 쓰거나, 아직 모르면 줄 앞에 # 을 넣습니다`},
	{"floats must start with a digit", nil, "수는 점으로 시작할 수 없습니다", "0.5 처럼 씁니다"},
	{"expected a digit", nil, "부호 뒤에 수가 없습니다", "-1_000 처럼 씁니다"},
	{"unexpected comma", nil, "쉼표가 하나 더 있습니다", "쉼표를 지웁니다"},
	{"comma (',') or array terminator", nil, "목록의 값 사이에 쉼표가 없거나 ]로 닫히지 않았습니다", `["가", "나"] 처럼 씁니다`},
	{"inline table terminator", nil, "{ } 안의 값 사이에 쉼표가 없거나 }로 닫히지 않았습니다", `{ label = "…", formula = "…" } 처럼 씁니다`},
	{"end table name", regexp.MustCompile(`^[^\x00-\x7f]+`), "표 이름은 영문으로 씁니다", "[overview] 처럼 씁니다"},
	{"expected '.' or '='", regexp.MustCompile(`^[＝]`), "= 가 전각 문자입니다", "자판의 = 로 바꿉니다"},
	{"expected '.' or '='", regexp.MustCompile(`^:`), "키와 값 사이에는 : 이 아니라 = 를 씁니다", `title = "…" 처럼 씁니다`},
	{"expected '.' or '='", regexp.MustCompile(`^[^\x00-\x7f][^\s=.]*`), "TOML 키는 영문으로 씁니다", `title = "…" 처럼 키는 영문으로, 한글은 값에 씁니다`},
	{"expected '.' or '='", nil, "키 뒤에 = 가 없습니다", `title = "…" 처럼 씁니다`},
	{"table name", nil, "표 이름이 맞지 않습니다", "[overview] 또는 [[line]] 처럼 씁니다"},
	{"table array name", nil, "대괄호 두 겹이 닫히지 않았습니다", "[[line]] 처럼 씁니다"},
	{"key name appears blank", nil, "= 앞에 키가 없습니다", `title = "…" 처럼 씁니다`},
	{"already been defined", nil, "같은 키가 두 번 있습니다", "하나를 지웁니다"},
	{"was already created", nil, "같은 이름이 다른 모양으로 두 번 있습니다", "한 이름은 [표] 나 [[표]] 가운데 한 가지로만 씁니다"},
	{"item to end with a newline", regexp.MustCompile(`^(원|천원|만원|백만원|억원|%|퍼센트)`), "수 뒤에 단위를 쓸 수 없습니다", "금액은 63_000_000 처럼 원 단위 수만 씁니다"},
	{"item to end with a newline", nil, "값 뒤에 다른 글자가 더 있습니다", `글 안의 큰따옴표는 \" 처럼 쓰고, 설명은 # 뒤에 씁니다`},
}

// syntaxError says in Korean what the decoder refused. Without an error the decoder
// read what the scanner did not: the place is then all that is known.
func (s *scanner) syntaxError(err error) diag.Diagnostic {
	english, at := "", s.pos
	var pe toml.ParseError
	if errors.As(err, &pe) {
		english, at = pe.Message, min(pe.Position.Start, len(s.text))
	}
	inString := strings.Contains(english, "cannot contain newlines") || unclosed.MatchString(english)
	atEnd := strings.Contains(english, "unexpected EOF") || strings.Contains(english, "end of file")
	start, end, isNumber := s.commasAt(at)
	switch {
	case strings.Contains(english, "already") && s.first != nil:
		return s.repeatedKey()
	case isNumber && !inString:
		number := s.text[start:end]
		return diag.Diagnostic{Code: "E003", Span: s.file.span(start, end),
			Message: "수에 쉼표를 쓸 수 없습니다: " + number, Hints: []string{withoutCommas(number)}}
	case (inString || atEnd) && s.open >= 0:
		at = s.open
	case strings.Contains(english, "escape in string") || strings.Contains(english, "hexadecimal"):
		at += max(strings.LastIndexByte(s.text[at:min(at+pe.Position.Len, len(s.text))], '\\'), 0)
	case atEnd:
		at = len(strings.TrimRight(s.text, " \t\n"))
	default:
		at += len(s.text[at:]) - len(strings.TrimLeft(s.text[at:], " \t"))
	}
	for at > 0 && at < len(s.text) && !utf8.RuneStart(s.text[at]) {
		at-- // the decoder counts "one before" in bytes
	}
	d := diag.Diagnostic{Code: "E003", Span: s.file.span(at, at+wordEnd(s.text[at:])), Message: "TOML 문법에 맞지 않습니다"}
	if english != "" {
		d.Message += " (" + english + ")"
	}
	rest := lineHead(s.text[at:])
	for _, m := range mistakes {
		if !strings.Contains(english, m.english) || m.here != nil && !m.here.MatchString(rest) {
			continue
		}
		if m.here != nil {
			d.Span.End = at + len(strings.TrimRight(m.here.FindString(rest), " \t"))
		}
		d.Message, d.Hints = m.message, []string{m.hint}
		break
	}
	if s.open >= 0 && s.open < at && strings.IndexByte("[{", s.text[s.open]) >= 0 {
		d.Notes = []diag.Note{{Span: s.file.span(s.open, s.open+1), Message: "괄호가 여기에서 열렸습니다"}}
	}
	return d
}

var (
	unclosed = regexp.MustCompile(`^unexpected EOF; expected ['"]`)
	commas   = regexp.MustCompile(`[-△▲]?\d{1,3}(?:,\d{3})+(?:천원|만원|백만원|억원|원)?`)
)

// commasAt finds a number with commas over the place: 63,000,000.
func (s *scanner) commasAt(at int) (start, end int, ok bool) {
	const reach = 40 // bytes to the left: longer than any number
	from := max(strings.LastIndexByte(s.text[:at], '\n')+1, at-reach)
	for _, m := range commas.FindAllStringIndex(lineHead(s.text[from:]), -1) {
		if start, end = from+m[0], from+m[1]; start <= at && at < end {
			return start, end, true
		}
	}
	return 0, 0, false
}

// lineHead is the rest of a line, as much of it as an error is told by.
func lineHead(rest string) string {
	const most = 100
	count := 0
	for i, r := range rest {
		if count++; r == '\n' || count > most {
			return rest[:i]
		}
	}
	return rest
}

// withoutCommas is the number as TOML.
func withoutCommas(number string) string {
	if amount, ok := amountIn(number); ok {
		return amount
	}
	return "쉼표를 밑줄로 바꿉니다"
}

// wordEnd is how far the mark of an error reaches: one word, at least a character.
func wordEnd(rest string) int {
	if end := strings.IndexAny(rest, " \t\n,]}#="); end > 0 {
		return end
	} else if end < 0 {
		return len(rest)
	}
	if rest[0] == '\n' {
		return 0
	}
	return 1
}
