// Command budgetbook builds Korean local-government budget books (세출예산 사업별
// 설명서) from TOML: PDF, Excel and Markdown with every figure computed and checked.
//
// This package holds flags, speech and exit codes, and no logic: see package book.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
)

// Exit codes: a contract with Makefiles and scripts.
const (
	exitDone   = 0 // warnings allowed
	exitFailed = 1 // errors in the data, or nothing written
	exitUsage  = 2 // wrong command line

	exitInterrupted = 130 // Ctrl-C, as shells number it
)

// command is one word after budgetbook.
type command struct {
	name, args, does string
	run              func(ui *ui, args []string) int
}

// commands in the order of the help.
func commands() []command {
	return []command{
		{"book", "[폴더…] [-o out]", "data/ 아래 모든 책을 만듭니다", runBook},
		{"build", "책폴더 [-o 출력폴더] [-edition council|public|all] [-only ID,…] [-format pdf,xlsx,md,csv] [-values-only] [-archive] [-painter fast|plain] [-j N]", "책 한 권을 만듭니다", runBuild},
		{"watch", "책폴더 [build의 옵션]", "저장할 때마다 다시 만들고, 무엇이 틀리거나 고쳐졌는지 알립니다(Ctrl-C로 마칩니다)", runWatch},
		{"verify", "출력폴더 [-data 책폴더]", "만든 책이 그대로인지, 이 원본으로 만든 것인지 확인합니다", runVerify},
		{"check", "책폴더 [-previous 앞선책폴더] [-json]", "만들지 않고 검사만 합니다", runCheck},
		{"formula", "[-rounding ceil|half_up|floor] [산식|-]", "산식을 계산해 봅니다(-: 한 줄에 하나씩 읽습니다)", runFormula},
		{"trace", "책폴더 사업ID|book [수치]", "인쇄된 수치가 어디서 왔는지 보여 줍니다", runTrace},
		{"explain", "[번호]", "오류·확인 번호의 뜻과 고치는 법(번호 없이: 전체 목록)", runExplain},
		{"new", "책폴더 사업ID", "새 사업 파일을 만듭니다(책이 없으면 book.toml도)", runNew},
		{"import", "statement 파일.json 책폴더 -government 기관 -year 연도 [-kind 본예산|추가경정예산 -round 1] [-rounding ceil|half_up|floor]", "세출예산 사업명세서를 책 폴더로 가져옵니다", runImport},
		{"schema", "[project|book]", "편집기용 JSON Schema를 찍습니다", runSchema},
		{"version", "", "판 번호", runVersion},
	}
}

func main() {
	reserve := make([]byte, ballast)
	frugal()
	code := run(&ui{out: os.Stdout, err: os.Stderr, in: os.Stdin}, os.Args[1:])
	runtime.KeepAlive(reserve)
	os.Exit(code)
}

// run is main without the process around it.
func run(ui *ui, args []string) (code int) {
	defer func() {
		if bug := recover(); bug != nil {
			fmt.Fprintf(ui.err, "프로그램의 잘못으로 멈췄습니다. 앞서 만든 책은 그대로입니다.\n아래 글과 원본 폴더를 개발자에게 보내 주십시오.\n%v\n%s", bug, debug.Stack())
			code = exitFailed
		}
	}()
	if len(args) == 0 {
		ui.help(ui.err)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		ui.help(ui.out)
		return exitDone
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ui, args[1:])
		}
	}
	return ui.usage("모르는 명령입니다: "+args[0], "")
}
