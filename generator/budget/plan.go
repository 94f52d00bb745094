package budget

import "budgetbook/generator/source"

// Plan is a row of 연차별 투자: what one source pays for a project of several years, 원.
// This year's amount is the source's in [funding] and is not typed again.
type Plan struct {
	Place      source.Place `toml:"-" json:"-"`
	Source     source.Text  `toml:"source" jsonschema:"required,title=재원" jsonschema_description:"book.toml의 [[source]] key"`
	Total      source.Won   `toml:"total" jsonschema:"title=총사업비(원)" jsonschema_description:"연도별 금액을 다 적었으면 비교만 합니다"`
	Invested   source.Won   `toml:"invested" jsonschema:"title=전전년도까지 투자(원)"`
	Initial    source.Won   `toml:"initial" jsonschema:"title=전년도 당초(원)"`
	Supplement source.Won   `toml:"supplement" jsonschema:"title=전년도 추경(원)"`
	Future     source.Won   `toml:"future" jsonschema:"title=향후 투자(원)"`
	Note       source.Text  `toml:"note" jsonschema:"title=비고"`
}

// Continuing is 계속비: the whole and what each year may spend (지방재정법 제42조), 원.
type Continuing struct {
	Place source.Place     `toml:"-" json:"-"`
	Total source.Won       `toml:"total" jsonschema:"required,title=총액(원)"`
	Years []ContinuingYear `toml:"year" jsonschema:"required,title=연부액"`
}

// ContinuingYear is 연부액 of one year, 원.
type ContinuingYear struct {
	Year   source.Int `toml:"year" jsonschema:"required,title=연도"`
	Amount source.Won `toml:"amount" jsonschema:"required,title=연부액(원)"`
}

// Carryover is 명시이월: what the council allows to be carried into next year (제50조①), 원.
type Carryover struct {
	Amount source.Won  `toml:"amount" jsonschema:"required,title=명시이월액(원)"`
	Reason source.Text `toml:"reason" jsonschema:"required,title=이월 사유"`
}
