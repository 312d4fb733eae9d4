import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolGroup,
} from "aws-cdk-lib/aws-cognito";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { ROLES } from "../shared/access/policy.ts";
import { accept } from "./nag-suppressions.ts";

interface IdentityProps {
  /** Where the site stands: no slash at the end. */
  readonly siteUrl: string;
  /** The first part of the sign-in pages' address, unique in the region; across accounts. */
  readonly authDomainPrefix: string;
}

/**
 * Who people are: a user pool in which an advisor's user name is their advisor id, with a group for each role. Nobody signs
 * up by themselves: HR's own system creates the users.
 */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  /** Where people sign in: no slash at the end. */
  readonly authUrl: string;

  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id);
    this.userPool = new UserPool(this, "UserPool", {
      selfSignUpEnabled: false,
      // Advisor ids tell "A7" from "a7", and so must user names. An address may change; an id doesn't.
      signInAliases: { username: true },
      signInCaseSensitive: true,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    accept(this.userPool, "AwsSolutions-COG2", "A second factor is offered to all; to demand it from advisors is the agency's choice.");
    accept(this.userPool, "AwsSolutions-COG8", "Threat protection is paid by user; the agency may choose the Plus plan.");
    for (const role of ROLES) new UserPoolGroup(this, `Group-${role}`, { userPool: this.userPool, groupName: role });

    this.client = this.userPool.addClient("Site", {
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${props.siteUrl}/signed-in`],
        logoutUrls: [`${props.siteUrl}/`],
      },
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
    const domain = this.userPool.addDomain("Domain", {
      cognitoDomain: { domainPrefix: props.authDomainPrefix },
      // The classic pages know neither other languages nor login_hint.
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    new CfnManagedLoginBranding(this, "Look", {
      userPoolId: this.userPool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    this.authUrl = domain.baseUrl();
  }
}
