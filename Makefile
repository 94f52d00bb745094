# make book   data/ 아래 모든 책을 out/에 만듭니다(BOOK=data/이름 이면 그 책만)
# make test   모든 시험
# make demo   지어낸 도시의 온전한 책(표본) 두 권을 out/에 만듭니다
GO      ?= go
BOOK    ?=
export CGO_ENABLED = 0

.PHONY: all book demo test judge tools lint fuzz mutate bench release clean

all: book test

# 책 만들기
book:
	$(GO) run ./cmd/budgetbook book $(BOOK)

# 표본: 없는 도시 가온시의 본예산과 제1회 추경. 추경의 기정액은 본예산과 견줍니다
DEMO ?= 260
demo:
	@$(GO) run ./cmd/city -projects $(DEMO) -sheets=false out/demo-source/demo-2026
	@$(GO) run ./cmd/city -projects $(DEMO) -sheets=false -round 1 out/demo-source/demo-2026-chu1
	@$(GO) run ./cmd/budgetbook check out/demo-source/demo-2026-chu1 -previous out/demo-source/demo-2026
	@$(GO) run ./cmd/budgetbook book out/demo-source
	@echo '다 되었습니다. 먼저 열어 볼 것:'
	@echo '  out/demo-2026/council/book.pdf        본예산 책(의회 제출본)'
	@echo '  out/demo-2026/council/appendix.xlsx   부속 자료: 단가를 고치면 계까지 다시 계산됩니다'
	@echo '  out/demo-2026/public/book.pdf         같은 책의 대시민 공개본(담당자가 없습니다)'
	@echo '  out/demo-2026-chu1/council/book.pdf   제1회 추경'
	@echo '  out/demo-source/demo-2026/            이 책의 원본(사업마다 TOML 파일 하나)'

# 모든 시험: Go, git, make만 있으면 됩니다. 바깥 프로그램을 부르는 것만 make judge의 몫입니다
test:
	REQUIRE_JUDGES=0 $(GO) test -timeout 30m ./...

# 만들어진 파일을 바깥 프로그램으로 심사합니다. 프로그램이 없으면 깔고, 그래도 없으면 실패합니다
judge: tools
	REQUIRE_JUDGES=1 $(GO) test -count=1 -timeout 30m ./generator/judge ./generator/render/pdf ./generator/render/xlsx
	$(GO) test -count=1 -timeout 30m ./generator/book -run Killed -kills 200

tools:
	@sh .ci/tools

# 모양과 규칙: gofmt, vet, staticcheck, 들여오기 표(generator/imports_test.go)
lint:
	@test -z "$$(gofmt -l cmd generator fonts templates)" || { gofmt -l cmd generator fonts templates; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) test ./generator

# 퍼즈: FUZZTIME마다 하나씩
FUZZTIME ?= 60s
fuzz:
	$(GO) test ./generator/source -run '^$$' -fuzz FuzzParse -fuzztime $(FUZZTIME)
	$(GO) test ./generator/formula -run '^$$' -fuzz FuzzParse -fuzztime $(FUZZTIME)
	$(GO) test ./generator/prose -run '^$$' -fuzz FuzzParse -fuzztime $(FUZZTIME)
	$(GO) test ./generator/wording -run '^$$' -fuzz FuzzCheck -fuzztime $(FUZZTIME)
	$(GO) test ./generator/privacy -run '^$$' -fuzz FuzzFile -fuzztime $(FUZZTIME)
	$(GO) test ./generator/statement -run '^$$' -fuzz FuzzConvert -fuzzminimizetime 1x -fuzztime $(FUZZTIME)

# 계산 핵심을 한 군데씩 부수어 시험이 알아채는 몫을 봅니다(EVERY=N: N번째마다 하나)
EVERY ?= 1
mutate:
	$(GO) run ./cmd/mutate -every $(EVERY) generator/money generator/formula generator/figure generator/calc generator/check -- generator/check generator/compose cmd/budgetbook

# 속도와 기억 장치: 크기마다 RUNS번 재어 가운데 값을 찍습니다. SCALE=50000이면 더 큰 책까지,
# SCALE=100 RUNS=1이면 두어 분 안에 끝납니다. PART=pdf,library,xlsx,city,county 가운데 고를 수 있습니다
RUNS  ?= 3
SCALE ?= 10000
PART  ?=
bench:
	$(GO) run ./cmd/bench -runs $(RUNS) -scale $(SCALE) -part "$(PART)"

# 배포용 실행 파일과 그 해시, 안에 든 것(모듈, 글꼴, 허가)의 목록: dist/
release:
	@rm -rf dist && mkdir -p dist
	GOOS=linux GOARCH=amd64 $(GO) build -trimpath -ldflags '-s -w' -o dist/budgetbook-linux-amd64 ./cmd/budgetbook
	GOOS=windows GOARCH=amd64 $(GO) build -trimpath -ldflags '-s -w' -o dist/budgetbook-windows-amd64.exe ./cmd/budgetbook
	GOOS=darwin GOARCH=arm64 $(GO) build -trimpath -ldflags '-s -w' -o dist/budgetbook-macos-arm64 ./cmd/budgetbook
	$(GO) run ./cmd/contents dist/budgetbook-* > dist/MODULES.txt
	cd dist && sha256sum budgetbook-* MODULES.txt > SHA256SUMS && cat MODULES.txt SHA256SUMS

clean:
	rm -rf out dist
