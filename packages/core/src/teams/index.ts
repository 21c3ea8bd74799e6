export { addMember, changeRole, removeMember } from './change-members.ts';
export { deleteTeam, renameTeam } from './change-team.ts';
export { type Colleague, createTeam } from './create-team.ts';
export { describeTeam, loadTeamKeys, type TeamKeyView, type TeamMemberView, type TeamView } from './describe-team.ts';
export { listTeams, type TeamListEntry } from './list-teams.ts';
export { lockOwnTeam } from './own-team.ts';
export { type ArrivingTeamKey, putTeamKey, putTeamKeyCopies } from './put-team-key.ts';
export { findTeamKey, keyChanged, type NextTeamKey } from './team-key.ts';
